import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { findBranch, findRepository } from '../world/lookup.ts';

const scene = { repository: 'storefront', by: 'ada-okafor' };

test('the new default branch has the commits that both share, the old one those by which it is ahead', () => {
  const { commands, world } = createSimulator({ seed: 3 });
  commands.push({ ...scene, branch: 'main', commits: [{ message: 'Shared' }] });
  commands.createBranch({ ...scene, branch: 'trunk', commits: [{ message: 'Of trunk' }] });
  commands.push({ ...scene, branch: 'main', commits: [{ message: 'Of main' }] });
  commands.changeDefaultBranch({ ...scene, branch: 'trunk' });
  const repository = findRepository(world, 'storefront');
  const said = (name: string) => findBranch(repository, name).commits.map(({ message }) => message);
  expect(repository.defaultBranch).toBe('trunk');
  expect(said('trunk')).toEqual(['Initial commit', 'Shared', 'Of trunk']);
  expect(said('main')).toEqual(['Of main']);
});

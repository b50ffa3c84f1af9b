import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { populateOrganisation } from '../population/populate-organisation.ts';
import { createCoreLimit } from './core-limit.ts';

test('the limit of an installation grows with its repositories, and is recomputed after a change', () => {
  const simulator = createSimulator({ seed: 1 });
  const { commands, world } = simulator;
  const { value: installation } = commands.install({ by: 'ada-okafor' });
  const limitOf = createCoreLimit(world);
  const payer = `installation:${installation.id}`;
  expect(limitOf(payer)).toBe(5_000);
  populateOrganisation(simulator, { repositories: 40, people: 0 });
  expect(limitOf(payer)).toBe(5_000 + 50 * (46 - 20));
  commands.createRepository({ repository: 'one-more', by: 'ada-okafor' });
  expect(limitOf(payer)).toBe(5_000 + 50 * (47 - 20));
  populateOrganisation(simulator, { repositories: 400 });
  expect(limitOf(payer)).toBe(12_500);
});

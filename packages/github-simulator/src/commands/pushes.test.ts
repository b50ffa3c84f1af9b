import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { findBranch, findRepository } from '../world/lookup.ts';

const scene = { repository: 'storefront', by: 'ada-okafor' };

function installed() {
  const simulator = createSimulator({ seed: 3, clock: () => Date.parse('2026-01-05T09:00:00Z') });
  simulator.commands.install({ by: 'ada-okafor' });
  const repository = findRepository(simulator.world, 'storefront');
  const onMain = { ...scene, branch: 'main' };
  return { ...simulator, repository, main: findBranch(repository, 'main'), onMain };
}

const said = (commits: readonly { message: string }[]) => commits.map(({ message }) => message);

test('a forced push replaces the newest commits and continues after those it keeps', () => {
  const { commands, repository, main, onMain } = installed();
  const commits = ['One', 'Two', 'Three'].map((message) => ({ message, files: { 'a.txt': message } }));
  commands.push({ ...onMain, commits });
  const [, one, two, three] = main.commits;
  const { deliveries } = commands.push({
    ...onMain,
    commits: [{ message: 'Other' }],
    forced: true,
    replaces: 2,
  });
  expect(said(main.commits)).toEqual(['Initial commit', 'One', 'Other']);
  expect(main.head.parents).toEqual([one?.sha]);
  expect(main.head.files.get('a.txt')).toBe('One');
  expect(repository.commits.get(two?.sha ?? '')).toBe(two);
  const payload = JSON.parse(deliveries[0]?.body ?? '');
  expect(payload).toMatchObject({ forced: true, before: three?.sha, after: main.head.sha });
  expect(said(payload.commits)).toEqual(['Other']);
});

test('a push lists its newest 2,048 commits, and the branch contains all of them', () => {
  const { commands, main, onMain } = installed();
  const commits = Array.from({ length: 2_060 }, (_, index) => ({ message: `Change ${index}` }));
  const [pushed] = commands.push({ ...onMain, commits }).deliveries;
  const payload = JSON.parse(pushed?.body ?? '');
  expect(payload.commits).toHaveLength(2_048);
  expect(payload.commits.at(-1).id).toBe(payload.after);
  expect(main.commits).toHaveLength(2_061);
});

test('pushing more than three tags at once emits nothing', () => {
  const { commands, repository, main } = installed();
  expect(commands.pushTags({ ...scene, tags: ['a', 'b', 'c', 'd'] }).deliveries).toEqual([]);
  expect(repository.tags.get('d')).toBe(main.head);
  expect(commands.pushTags({ ...scene, tags: ['e', 'f', 'g'] }).deliveries).toHaveLength(6);
});

test('each branch has the texts of its commits, and a merge adds those of its branch', () => {
  const { commands, repository, main, onMain } = installed();
  const text = (branch: string, path: string) => findBranch(repository, branch).head.files.get(path);
  commands.push({ ...onMain, commits: [{ message: 'A', files: { 'a.txt': '1', 'b.txt': '1' } }] });
  expect(main.head).toMatchObject({ added: ['a.txt', 'b.txt'], modified: [] });
  const fix = [{ message: 'Fix', files: { 'a.txt': '2', 'c.txt': '2' } }];
  commands.createBranch({ ...scene, branch: 'fix', commits: fix });
  expect(findBranch(repository, 'fix').head).toMatchObject({ added: ['c.txt'], modified: ['a.txt'] });
  commands.push({ ...onMain, commits: [{ message: 'B', files: { 'b.txt': '3' }, removed: ['README.md'] }] });
  expect([text('main', 'a.txt'), text('fix', 'a.txt'), text('fix', 'b.txt')]).toEqual(['1', '2', '1']);
  const { value: pull } = commands.openPullRequest({ ...scene, head: 'fix', title: 'Fix' });
  commands.mergePullRequest({ ...scene, number: pull.number });
  expect(['a.txt', 'b.txt', 'c.txt'].map((path) => text('main', path))).toEqual(['2', '3', '2']);
  expect(main.head.parents).toHaveLength(2);
  commands.push({ ...onMain, commits: [{ message: 'Tidy', removed: ['a.txt'] }] });
  expect([text('main', 'a.txt'), text('main', 'b.txt'), text('fix', 'a.txt')]).toEqual([undefined, '3', '2']);
});

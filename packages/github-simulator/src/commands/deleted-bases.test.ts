import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const commits = [{ message: 'One', modified: ['a'] }];

/** Two pull requests: #1 from `first` to main, #2 from `second` to `first`. */
function newStack() {
  const { commands } = createSimulator({ seed: 1 });
  commands.install({ by: 'ada-okafor' });
  for (const branch of ['first', 'second']) {
    commands.createBranch({ ...ada, branch, commits });
    commands.openPullRequest({ ...ada, head: branch, title: branch });
  }
  const { value: upper } = commands.editPullRequest({ ...ada, number: 2, base: 'first' });
  return { commands, upper };
}

const kindsOf = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ event, action }) => (action === null ? event : `${event}.${action}`));

test('pull requests to a branch are closed when the branch is deleted, and cannot be reopened without it', () => {
  const { commands, upper } = newStack();
  commands.closePullRequest({ ...ada, number: 1 });
  const { deliveries } = commands.deleteBranch({ ...ada, branch: 'first' });
  expect(kindsOf(deliveries)).toEqual(['pull_request.closed', 'delete', 'push']);
  expect(upper).toMatchObject({ state: 'closed', mergedAt: null });
  expect(() => commands.reopenPullRequest({ ...ada, number: 2 })).toThrow('branch first');
  expect(upper.state).toBe('closed');
  expect(kindsOf(commands.push({ ...ada, branch: 'second', commits }).deliveries)).toEqual(['push']);
});

test('pull requests to a branch that is deleted by its merge are retargeted to the base of that merge', () => {
  const { commands, upper } = newStack();
  const { deliveries } = commands.mergePullRequest({ ...ada, number: 1, deletesBranch: true });
  expect(kindsOf(deliveries).slice(-3)).toEqual(['pull_request.edited', 'delete', 'push']);
  expect(upper).toMatchObject({ state: 'open', base: { ref: 'main' } });
});

test("a merge that would delete a fork's default branch is refused, and merges nothing", () => {
  const { commands } = newStack();
  commands.createUser({ login: 'hana' });
  commands.forkRepository({ ...ada, by: 'hana' });
  commands.push({ repository: 'hana/storefront', by: 'hana', branch: 'main', commits });
  const requested = { ...ada, by: 'hana', head: 'hana:main', title: 'Afar' };
  const { value: pull } = commands.openPullRequest(requested);
  expect(() => commands.mergePullRequest({ ...ada, number: pull.number, deletesBranch: true })).toThrow(
    'default branch',
  );
  expect(pull.mergedAt).toBeNull();
});

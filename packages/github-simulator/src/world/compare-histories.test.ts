import { expect, test } from 'vitest';
import { newCommit } from '../commands/new-commit.ts';
import { createSimulator } from '../create-simulator.ts';
import { historyOf } from './commit-history.ts';
import { compareHistories } from './compare-histories.ts';
import { findRepository } from './lookup.ts';
import type { Commit } from './model.ts';
import { createRandom } from './random.ts';
import { timestamp } from './timestamp.ts';

test('two commits differ by what only one of them reaches, even if commits have the same second', () => {
  const { world } = createSimulator({ seed: 1 });
  const repository = findRepository(world, 'handbook');
  for (let seed = 0; seed < 200; seed++) {
    const random = createRandom(seed);
    const commits: Commit[] = [];
    for (let index = 0; index < 30; index++) {
      const parents = random.sample(commits.slice(-6), index === 0 ? 0 : random.integer(1, 2));
      const at = timestamp(1_000 * Math.floor(index / random.integer(1, 4)));
      const newest = parents
        .map((parent) => parent.timestamp)
        .concat(at)
        .sort()
        .at(-1);
      const basis = { message: 'One', author: 'ada-okafor', timestamp: newest ?? at };
      commits.push(newCommit(world, repository, parents, basis));
    }
    const [base, head] = [random.pick(commits), random.pick(commits)];
    const ofBase = new Set(historyOf(repository, base));
    const ofHead = new Set(historyOf(repository, head));
    const { ahead, behind, mergeBase } = compareHistories(
      { repository, commit: base },
      { repository, commit: head },
    );
    expect(new Set(ahead), `seed ${seed}`).toEqual(ofHead.difference(ofBase));
    expect(new Set(behind), `seed ${seed}`).toEqual(ofBase.difference(ofHead));
    const common = ofBase.intersection(ofHead);
    expect(mergeBase?.timestamp).toBe(
      [...common]
        .map((commit) => commit.timestamp)
        .sort()
        .at(-1),
    );
  }
});

test('unrelated histories have no merge base', () => {
  const { world } = createSimulator({ seed: 1 });
  const repository = findRepository(world, 'handbook');
  const [base, head] = [1, 2].map(() =>
    newCommit(world, repository, [], { message: 'First', author: 'ada-okafor' }),
  );
  if (base === undefined || head === undefined) return expect.fail();
  expect(compareHistories({ repository, commit: base }, { repository, commit: head })).toEqual({
    ahead: [head],
    behind: [base],
    mergeBase: undefined,
  });
});

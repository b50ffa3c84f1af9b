import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';

const by = 'ada-okafor';

/** A network of three generations: the organisation's repository, two forks of it, and a fork of the first fork. */
function newNetwork() {
  const { commands } = createSimulator({ seed: 1 });
  const root = commands.createRepository({ repository: 'tools', by }).value;
  const [first, second] = ['bram-visser', 'chiara-conti'].map(
    (login) => commands.forkRepository({ repository: 'tools', by: login }).value,
  );
  const third = commands.forkRepository({ repository: 'bram-visser/tools', by: 'emi-tanaka' }).value;
  if (first === undefined || second === undefined) return expect.fail();
  return { commands, root, first, second, third };
}

test('the forks of a deleted fork become those of its parent', () => {
  const { commands, root, third } = newNetwork();
  commands.deleteRepository({ repository: 'bram-visser/tools', by: 'bram-visser' });
  expect([third.parent, third.source, root.forks]).toEqual([root, root, 2]);
});

test('the oldest fork replaces a deleted root of a network', () => {
  const { commands, first, second, third } = newNetwork();
  commands.deleteRepository({ repository: 'tools', by });
  expect([first.parent, first.source, first.forks]).toEqual([null, null, 2]);
  expect([second.parent, second.source]).toEqual([first, first]);
  expect([third.parent, third.source]).toEqual([first, first]);
});

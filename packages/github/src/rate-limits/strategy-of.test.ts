import { expect, test } from 'vitest';
import { strategyOf } from './strategy-of.ts';

test.each([
  [0, 'aggressive', '0 % of the limit is used: at most 60 %'],
  [3_000, 'aggressive', '60 % of the limit is used: at most 60 %'],
  [3_001, 'adaptive', '60 % of the limit is used: more than 60 %'],
  [4_000, 'adaptive', '80 % of the limit is used: more than 60 %'],
  [4_050, 'conservative', '81 % of the limit is used: more than 80 %'],
  [6_000, 'conservative', '120 % of the limit is used: more than 80 %'],
])('adaptive with %i of 5,000 used has the pace of that usage', (used, name, reason) => {
  expect(strategyOf('adaptive', { limit: 5_000, used })).toEqual({ name, reason });
});

test('without a limit adaptive is aggressive', () => {
  expect(strategyOf('adaptive', { limit: null, used: 9 })).toMatchObject({ name: 'aggressive' });
});

test.each(['conservative', 'aggressive'] as const)('%s does not depend on usage', (configured) => {
  expect(strategyOf(configured, { limit: 5_000, used: 4_999 })).toEqual({
    name: configured,
    reason: 'configured',
  });
});

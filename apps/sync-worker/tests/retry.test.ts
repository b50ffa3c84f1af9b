import { expect, test } from 'vitest';
import { maxAttempts, retryDelayMs } from '../src/deliveries/retry.ts';

test('the delay doubles from about a second to about sixteen, each up to a quarter shorter or longer', () => {
  const attempts = Array.from({ length: maxAttempts - 1 }, (_, n) => n + 1);
  const delays = (random: number) => attempts.map((attempt) => retryDelayMs(attempt, () => random));
  expect(delays(0)).toEqual([750, 1_500, 3_000, 6_000, 12_000]);
  expect(delays(0.5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  expect(delays(1)).toEqual([1_250, 2_500, 5_000, 10_000, 20_000]);
});

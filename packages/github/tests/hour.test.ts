import { testSettings } from '@hubtwin/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStores, type TestStores } from './open-stores.ts';
import { type HourOptions, runHour } from './virtual-hour.ts';

// Timers run in virtual time; an hour takes seconds.
const patience = { timeout: 300_000 };

let stores: TestStores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores[Symbol.asyncDispose]());

beforeEach(async () => {
  await stores.wipe();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  vi.setSystemTime('2026-01-05T09:00:00Z');
});
afterEach(() => {
  vi.useRealTimers();
});

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.POSITIVE_INFINITY;

/** Most hours run over one of the stores, as the rules are the same; WORLDS=2 runs each over both. */
const isLong = (testSettings.worlds ?? 1) > 1;

describe.each(['postgres', 'redis'] as const)('an hour over %s', (kind) => {
  const runsHere = (store: typeof kind | null) => isLong || store === kind;
  const fleet = (options: Partial<HourOptions>) =>
    runHour({
      store: stores[kind],
      processes: 8,
      limit: 5_000,
      strategy: 'aggressive',
      strangers: 0,
      critical: 0,
      high: 0,
      normal: 0,
      endless: { priority: 'low', count: 3 },
      advanceToNextTimer: () => vi.advanceTimersToNextTimerAsync(),
      ...options,
    });

  const hours = [
    { who: 'the fleet alone', strangers: 0, store: 'redis' },
    { who: 'the fleet beside another client that uses a third', strangers: 1_666, store: null },
  ] as const;
  test.each(hours.filter(({ store }) => runsHere(store)))(
    '$who: never over the limit, hardly under it, and urgent requests are sent immediately',
    patience,
    async ({ strangers }) => {
      const hour = await fleet({ strangers, critical: 90, high: 2_600, normal: 600 });
      expect(hour.refused).toBe(0);
      expect(hour.used + hour.strangers).toBeGreaterThanOrEqual(0.98 * 5_000);
      expect(hour.criticalWaits.length).toBe(90);
      expect(percentile(hour.criticalWaits, 0.99)).toBeLessThan(100);
      expect(hour.sent.low.length, 'low priorities use the rest').toBeGreaterThan(500);
    },
  );

  const paces = [
    ['conservative', 3_000, 1_200, 10, 'postgres'],
    // Also the first pace of the adaptive strategy, below.
    ['aggressive', 4_500, 750, 50, null],
  ] as const;
  test.each(paces.filter(([, , , , store]) => runsHere(store)))(
    '%s: %i per hour of a limit of 5,000, one each %i ms after %i at once',
    patience,
    async (strategy, anHour, spacing, burst) => {
      const { sent } = await fleet({ processes: 2, strategy, endless: { priority: 'normal', count: 4 } });
      const paced = sent.normal;
      expect(paced.length).toBeGreaterThanOrEqual(0.98 * anHour);
      expect(paced.length).toBeLessThanOrEqual(anHour);
      const after = paced.findIndex((at, nth) => nth >= burst && at > spacing * 2);
      const gaps = paced.slice(after, after + 200).map((at, nth, all) => at - (all[nth - 1] ?? at - spacing));
      expect(percentile(gaps, 0.5)).toBeCloseTo(spacing, -1);
      expect(paced.filter((at) => at < spacing).length).toBeGreaterThanOrEqual(burst);
    },
  );

  if (!runsHere('redis')) return;
  test(
    'adaptive: fast up to 60 % of the limit, slower up to 80 %, slowest after that',
    patience,
    async () => {
      const { sent } = await fleet({
        processes: 2,
        strategy: 'adaptive',
        endless: { priority: 'normal', count: 4 },
      });
      const paced = sent.normal;
      const spacingAt = (used: number) => ((paced[used + 50] ?? 0) - (paced[used - 50] ?? 0)) / 100;
      expect(
        [1_000, 2_800, 3_200, 3_800, 4_200].map((used) => Math.round(spacingAt(used) / 10) * 10),
      ).toEqual([750, 750, 900, 900, 1_200]);
    },
  );
});

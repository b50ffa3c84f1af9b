import type { Logger } from '@hubtwin/telemetry';
import { expect, test, vi } from 'vitest';
import type { Admission, Budget, Reservation } from './budget/budget.ts';
import { logWaits } from './log-waits.ts';

const reservation: Reservation = {
  id: '1',
  credential: 'ada',
  resource: 'core',
  priority: 'low',
  endpoint: 'GET /user',
  points: 1,
  createsContent: false,
  expiresMs: 1_000,
};

function start() {
  const lines: [object, string][] = [];
  const write = (fields: object, message: string) => void lines.push([fields, message]);
  let decision: Admission = { granted: true };
  const inner: Budget = {
    reserve: async () => decision,
    settle: async () => {},
    read: async () => [],
    [Symbol.asyncDispose]: async () => {},
  };
  const budget = logWaits(inner, { info: write, warn: write } as unknown as Logger);
  const reserve = async (next: Admission, values: Partial<Reservation> = {}) => {
    decision = next;
    await budget.reserve({ ...reservation, ...values });
    return lines.splice(0);
  };
  const close = async (closeMs: number | null) => {
    await budget.settle({ id: '1', credential: 'ada', resource: 'core', headers: null, cost: 0, closeMs });
    return lines.splice(0);
  };
  return { reserve, close };
}

const exhausted = (waitMs: number): Admission => ({ granted: false, reason: 'exhausted', waitMs });
const what = { credential: 'ada', resource: 'core', priority: 'low' };

test('a wait is one line with its reason and end when it starts, and one when it is over, for any number of requests', async () => {
  vi.useFakeTimers({ now: 0 });
  try {
    const { reserve } = start();
    const until = new Date(60_000).toISOString();
    expect(await reserve(exhausted(60_000))).toEqual([
      [{ ...what, reason: 'exhausted', until }, 'requests to GitHub wait for the budget'],
    ]);
    for (let n = 0; n < 100; n += 1) expect(await reserve(exhausted(60_000))).toEqual([]);
    vi.setSystemTime(60_000);
    expect(await reserve({ granted: true })).toEqual([
      [{ ...what, reason: 'exhausted', waited_ms: 60_000 }, 'requests to GitHub continue'],
    ]);
    expect(await reserve({ granted: true })).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test('another reason, a later end and another priority are separate lines; short waits are not logged', async () => {
  const { reserve } = start();
  expect(await reserve(exhausted(900))).toEqual([]);
  expect(await reserve(exhausted(60_000))).toHaveLength(1);
  expect(await reserve({ granted: false, reason: 'closed', waitMs: 60_000 })).toHaveLength(1);
  expect(await reserve({ granted: false, reason: 'closed', waitMs: 600_000 })).toHaveLength(1);
  expect(await reserve({ granted: true }, { priority: 'critical' })).toEqual([]);
  expect(await reserve(exhausted(60_000), { priority: 'normal' })).toHaveLength(1);
});

test('refusals of concurrent requests are one line', async () => {
  const { close } = start();
  expect(await close(30_000)).toEqual([
    [{ credential: 'ada', resource: 'core', retry_after_ms: 30_000 }, 'GitHub refuses requests for now'],
  ]);
  for (let n = 0; n < 50; n += 1) expect(await close(null)).toEqual([]);
});

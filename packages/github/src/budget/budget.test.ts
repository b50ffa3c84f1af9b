import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStores, type TestStores, withClock } from '../../tests/open-stores.ts';
import type { Budget, Priority, Reservation, Settlement } from './budget.ts';
import type { BudgetStore } from './budget-store.ts';
import { createBudget } from './create-budget.ts';
import { type BudgetPolicy, createPolicy } from './policy.ts';

const start = Date.UTC(2026, 0, 5, 9);
const hourMs = 3_600_000;
let now = start;
let stores: TestStores;

beforeAll(async () => {
  stores = await openStores();
});
beforeEach(async () => {
  now = start;
  await stores.wipe();
});
afterAll(() => stores[Symbol.asyncDispose]());

/**
 * The budget of one process, which settles immediately, because virtual time does not pass while settlements linger.
 */
function open(kind: 'postgres' | 'redis', policy: BudgetPolicy): Budget {
  const budget = createBudget({ store: withClock(stores[kind], () => now), policy, elapsed: () => now });
  return {
    ...budget,
    async settle(settlement) {
      await budget.settle(settlement);
      await budget[Symbol.asyncDispose]();
    },
  };
}

let lastId = 0;
const request = (values: Partial<Reservation> = {}): Reservation => {
  lastId += 1;
  return {
    id: `${lastId}`,
    credential: 'ada',
    resource: 'core',
    priority: 'critical',
    endpoint: 'GET /repos/{owner}/{repo}',
    points: 1,
    createsContent: false,
    expiresMs: 60_000,
    ...values,
  };
};

const headers = (used: number, limit = 5_000, resetInMs = start + hourMs - now) => ({
  limit,
  used,
  resetInMs,
});

/** Reserves a request, and settles it immediately with `used` as GitHub's usage. */
async function reportUsage(
  budget: Budget,
  used: number,
  values: Partial<Reservation & { limit: number }> = {},
) {
  const { limit = 5_000, ...rest } = values;
  const { id, credential, resource } = request(rest);
  await budget.settle({ id, credential, resource, headers: headers(used, limit), cost: 1 });
}

const refused = (reason: string, waitMs: unknown = expect.any(Number)) => ({
  granted: false,
  reason,
  waitMs,
});
const granted = { granted: true };

describe.each(['postgres', 'redis'] as const)('the budget in %s', (kind) => {
  const plain = () => open(kind, createPolicy({ strategy: 'aggressive' }));

  test('until the first headers, one request at a time finds out the remaining limit', async () => {
    const budget = plain();
    const first = request();
    expect(await budget.reserve(first)).toEqual(granted);
    expect(await budget.reserve(request())).toMatchObject(refused('unknown'));
    await budget.settle({ ...first, headers: headers(4_998), cost: 1 });
    expect(await budget.reserve(request())).toEqual(granted);
    expect(await budget.reserve(request())).toEqual(granted);
    expect(await budget.reserve(request())).toMatchObject(refused('exhausted'));
  });

  test.each<[Priority, number]>([
    ['low', 4_000],
    ['normal', 4_500],
    ['high', 4_900],
    ['critical', 5_000],
  ])('%s stops at %i used, until the reset', async (priority, used) => {
    const budget = plain();
    await reportUsage(budget, used - 1);
    const last = request({ priority });
    expect(await budget.reserve(last)).toEqual(granted);
    await budget.settle({ ...last, headers: headers(used), cost: 1 });
    expect(await budget.reserve(request({ priority }))).toEqual(refused('exhausted', hourMs));
    now += hourMs;
    expect(await budget.reserve(request({ priority }))).toEqual(granted);
  });

  test('requests in flight count as used', async () => {
    const budget = plain();
    await reportUsage(budget, 4_990);
    for (let sent = 0; sent < 10; sent++) expect(await budget.reserve(request())).toEqual(granted);
    expect(await budget.reserve(request())).toMatchObject(refused('exhausted'));
    now += 60_000;
    expect(
      await budget.reserve(request()),
      'a request that is never settled does not stay in flight',
    ).toEqual(granted);
  });

  test('responses in another order do not reset usage', async () => {
    const budget = plain();
    await reportUsage(budget, 4_999);
    await reportUsage(budget, 4_980);
    expect(await budget.read()).toMatchObject([{ used: 4_999 }]);
  });

  test("the state contains the time of GitHub's last report", async () => {
    const budget = plain();
    await reportUsage(budget, 10);
    now += 60_000;
    expect(await budget.read()).toMatchObject([{ seenAt: start }]);
    await reportUsage(budget, 10);
    expect(await budget.read()).toMatchObject([{ seenAt: start + 60_000 }]);
  });

  test('a response from before the reset does not change the new window', async () => {
    const budget = plain();
    await reportUsage(budget, 4_000);
    now += hourMs + 1_000;
    await budget.settle({ ...request(), headers: headers(1, 5_000, hourMs), cost: 1 });
    await budget.settle({ ...request(), headers: headers(4_001, 5_000, -1_000), cost: 1 });
    expect(await budget.read()).toMatchObject([{ used: 1 }]);
  });

  test('resources and credentials have separate budgets', async () => {
    const budget = plain();
    await reportUsage(budget, 5_000);
    expect(await budget.reserve(request())).toMatchObject(refused('exhausted'));
    expect(await budget.reserve(request({ resource: 'graphql' }))).toEqual(granted);
    expect(await budget.reserve(request({ credential: 'bo' }))).toEqual(granted);
    expect(await budget.reserve(request({ resource: null })), 'free of primary limits').toEqual(granted);
  });

  test('a server without rate-limit headers is only paced', async () => {
    const budget = plain();
    await budget.settle({ ...request(), headers: 'none', cost: 1 });
    for (let sent = 0; sent < 20; sent++) expect(await budget.reserve(request())).toEqual(granted);
    expect(await budget.read()).toMatchObject([{ limit: null }]);
  });

  test('Retry-After closes the credential for all resources and priorities', async () => {
    const budget = plain();
    await budget.settle({ ...request(), headers: headers(1), cost: 0, closeMs: 30_000 });
    now += 29_999;
    for (const resource of ['core', 'graphql', null]) {
      expect(await budget.reserve(request({ resource }))).toEqual(refused('closed', 1));
    }
    expect(await budget.reserve(request({ credential: 'bo' }))).toEqual(granted);
    now += 1;
    expect(await budget.reserve(request())).toEqual(granted);
  });

  test('without Retry-After it is closed for a minute, twice as long each time, until a response succeeds', async () => {
    const budget = plain();
    const waits: number[] = [];
    for (let strike = 0; strike < 3; strike++) {
      await budget.settle({ ...request(), headers: headers(1), cost: 0, closeMs: null });
      const admission = await budget.reserve(request());
      if (!admission.granted) waits.push(admission.waitMs);
      now += waits.at(-1) ?? 0;
    }
    expect(waits).toEqual([60_000, 120_000, 240_000]);
    await reportUsage(budget, 2);
    await budget.settle({ ...request(), headers: headers(3), cost: 0, closeMs: null });
    expect(await budget.reserve(request())).toEqual(refused('closed', 60_000));
  });

  test.each([
    ['conservative', 10, 1_200],
    ['adaptive', 50, 750],
    ['aggressive', 50, 750],
  ] as const)('%s admits %i at once, then one each %i ms', async (strategy, burst, spacing) => {
    const budget = open(kind, createPolicy({ strategy }));
    await reportUsage(budget, 1);
    for (let sent = 0; sent < burst; sent++) await pass(budget, 'low');
    expect(await budget.reserve(request({ priority: 'low' }))).toEqual(refused('pace', spacing));
    expect(await budget.reserve(request({ priority: 'high' })), 'urgent requests are not paced').toEqual(
      granted,
    );
    now += spacing;
    await pass(budget, 'normal');
    expect(await budget.reserve(request({ priority: 'normal' }))).toEqual(refused('pace', spacing));
  });

  test.each([
    [3_000, 750],
    [3_001, 900],
    [4_000, 900],
    [4_001, 1_200],
  ])('adaptive at %i used spaces by %i ms', async (used, spacing) => {
    const budget = open(kind, createPolicy({ strategy: 'adaptive' }));
    await reportUsage(budget, used);
    let admission = await budget.reserve(request({ priority: 'normal' }));
    while (admission.granted) {
      await budget.settle({ ...request(), id: `${lastId}`, headers: null, cost: 0 });
      admission = await budget.reserve(request({ priority: 'normal' }));
    }
    expect(admission).toEqual(refused('pace', spacing));
  });

  test('a strategy scales to the limit that GitHub reports', async () => {
    const budget = open(kind, createPolicy({ strategy: 'conservative' }));
    await reportUsage(budget, 1, { limit: 15_000 });
    for (let sent = 0; sent < 30; sent++) await pass(budget, 'low', 15_000);
    expect(await budget.reserve(request({ priority: 'low' }))).toEqual(refused('pace', 400));
  });

  test('a fixed strategy never uses more than its requests per hour', async () => {
    const budget = open(kind, createPolicy({ strategy: 'conservative' }));
    await reportUsage(budget, 1, { limit: 50 });
    let sent = 0;
    while (now < start + hourMs - 1_000) {
      const requested = request({ priority: 'normal' });
      const admission = await budget.reserve(requested);
      if (admission.granted) {
        sent += 1;
        await budget.settle({ ...requested, headers: headers(sent, 50), cost: 1 });
      } else now += admission.waitMs;
    }
    expect(sent).toBe(30);
  });

  test('a configured maximum counts only what this fleet uses', async () => {
    const budget = open(kind, createPolicy({ strategy: 'aggressive', maxPerHour: 3 }));
    await reportUsage(budget, 4_000);
    await reportUsage(budget, 4_001);
    expect(await budget.reserve(request())).toEqual(granted);
    expect(await budget.reserve(request())).toMatchObject(refused('exhausted'));
  });

  test('less urgent requests leave room among the 100 that GitHub accepts at once', async () => {
    const budget = plain();
    await reportUsage(budget, 1);
    const countGranted = async (priority: Priority) => {
      let count = 0;
      while ((await budget.reserve(request({ priority, endpoint: `${count}` }))).granted) count += 1;
      return count;
    };
    expect(await countGranted('low')).toBe(40);
    expect(await countGranted('high')).toBe(40);
    expect(await countGranted('critical')).toBe(15);
    expect(await budget.reserve(request())).toMatchObject(refused('concurrency'));
  });

  test('an endpoint accepts 900 points per minute, and other endpoints continue', async () => {
    const budget = plain();
    await reportUsage(budget, 1);
    for (let sent = 0; sent < 180; sent++) await pass(budget, 'critical', 5_000, { points: 5 });
    const refusal = await budget.reserve(request({ points: 1 }));
    expect(refusal).toMatchObject(refused('secondary'));
    expect(await budget.reserve(request({ endpoint: 'another' }))).toEqual(granted);
    now += refusal.granted ? 0 : refusal.waitMs;
    expect(now - start).toBeGreaterThanOrEqual(60_000);
    expect(await budget.reserve(request({ points: 1 }))).toEqual(granted);
  });

  test('80 contents per minute and 500 per hour are created, at any endpoint', async () => {
    const budget = plain();
    await reportUsage(budget, 1);
    let created = 0;
    for (; now < start + hourMs - 60_000; created++) {
      const requested = request({ points: 5, createsContent: true, endpoint: `${created % 7}` });
      const admission = await budget.reserve(requested);
      if (!admission.granted) {
        now += admission.waitMs;
        created -= 1;
        continue;
      }
      if (created === 79) expect(now - start).toBeLessThan(1_000);
      if (created === 80) expect(now - start).toBeGreaterThanOrEqual(60_000);
      await budget.settle({ ...requested, headers: null, cost: 0 });
    }
    expect(created).toBe(500);
  });

  test('the expected usage of other clients is left to them', async () => {
    const budget = plain();
    let used = 0;
    for (let second = 0; second < 1_800; second++) {
      now += 1_000;
      used += 1;
      // Another client sends half a request per second, and so do we.
      if (second % 2 === 0) await reportUsage(budget, used);
    }
    const [state] = await budget.read();
    expect(state?.strangersRate).toBeGreaterThan(0.45);
    expect(state?.strangersRate).toBeLessThan(0.55);
    // Of 3,200 remaining, the other client will use 900: high priority leaves those and its own 100.
    await reportUsage(budget, 3_990);
    expect(await budget.reserve(request({ priority: 'high' }))).toEqual(granted);
    await reportUsage(budget, 4_010);
    expect(await budget.reserve(request({ priority: 'high' }))).toMatchObject(refused('exhausted', 5_000));
    expect(await budget.reserve(request())).toEqual(granted);
  });

  test.each([1_500, 60_000, hourMs, 24 * hourMs])(
    'a clock that is set back by %i ms blocks nothing',
    async (back) => {
      const budget = plain();
      await reportUsage(budget, 100);
      for (let sent = 0; sent < 60; sent++) await pass(budget, 'critical', 5_000, { points: 5 });
      await pass(budget, 'low');
      now -= back;
      expect(await budget.reserve(request())).toEqual(granted);
      expect(await budget.reserve(request({ priority: 'low' }))).toEqual(granted);
      // GitHub's responses count from now on.
      await budget.settle({
        ...request(),
        headers: { limit: 5_000, used: 4_999, resetInMs: 1_200_000 },
        cost: 1,
      });
      expect(await budget.read()).toMatchObject([{ used: 4_999, resetAt: now + 1_200_000 }]);
      expect(await plain().reserve(request({ priority: 'low' }))).toEqual(refused('exhausted', 1_200_000));
      now += 1_200_000;
      expect(await budget.reserve(request({ priority: 'low' }))).toEqual(granted);
    },
  );

  test('only a closed credential must survive a crash of the store', async () => {
    const changes: boolean[] = [];
    const store: BudgetStore = {
      ...stores[kind],
      async swap(credential, change) {
        changes.push(change.isDurable);
        return await stores[kind].swap(credential, change);
      },
    };
    const budget = createBudget({ store, policy: createPolicy({ strategy: 'aggressive' }) });
    const requested = request();
    await budget.reserve(requested);
    await budget.settle({ ...requested, headers: headers(1), cost: 1 });
    await budget.read();
    await budget.settle({ ...requested, headers: headers(1), cost: 0, closeMs: 30_000 });
    expect(changes).toEqual([false, false, true]);
  });

  test('a clock that is set back neither ends nor extends a closure by GitHub', async () => {
    const budget = plain();
    await reportUsage(budget, 1);
    await budget.settle({ ...request(), headers: headers(2), cost: 0, closeMs: 30_000 });
    now -= hourMs;
    expect(await budget.reserve(request())).toEqual(refused('closed', 30_000));
    now += 29_999;
    expect(await budget.reserve(request())).toEqual(refused('closed', 1));
    now += 1;
    expect(await plain().reserve(request())).toEqual(granted);
  });

  test('a window that would end in the far future is limited to its length', async () => {
    const budget = plain();
    await budget.settle({
      ...request(),
      headers: { limit: 5_000, used: 5_000, resetInMs: 9 * hourMs },
      cost: 1,
    });
    expect(await budget.reserve(request())).toEqual(refused('exhausted', hourMs));
  });

  test('a record of another format is ignored, and replaced', async () => {
    await stores[kind].swap('ada', {
      expected: null,
      version: 'old',
      record: '{"format":0}',
      isDurable: false,
    });
    const budget = plain();
    await reportUsage(budget, 7);
    expect(await plain().read()).toMatchObject([{ used: 7 }]);
  });

  test('own requests of several points are not attributed to other clients', async () => {
    const budget = plain();
    let used = 0;
    // A probe of 13 points every half minute, and no other requests.
    for (let probe = 0; probe < 60; probe++) {
      now += 30_000;
      used += 13;
      await budget.settle({ ...request({ resource: 'graphql' }), headers: headers(used), cost: 13 });
    }
    expect(await budget.read()).toMatchObject([{ used: 780, strangersRate: 0 }]);
    expect(await budget.reserve(request({ resource: 'graphql', priority: 'low' }))).toEqual(granted);
  });

  async function pass(budget: Budget, priority: Priority, limit = 5_000, values: Partial<Reservation> = {}) {
    const requested = request({ priority, ...values });
    expect(await budget.reserve(requested)).toEqual(granted);
    await budget.settle({ ...requested, headers: headers(2, limit), cost: 1 });
  }
});

test('Postgres and Redis decide equally for any sequence of requests, by one process or by many', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('reserve' as const), ...shapes() }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('settle' as const),
        nth: fc.nat(5),
        used: fc.nat(60),
        answer: fc.constantFrom('headers', 'headers', 'none', 'null'),
        cost: fc.nat(1),
        closeMs: fc.constantFrom(undefined, undefined, undefined, undefined, null, 5_000),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(90_000) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      now = start;
      const policy = createPolicy({ strategy: 'adaptive', maxPerHour: 40 });
      await stores.wipe();
      const one = open('postgres', policy);
      // A process that has just started reads the stored state, and decides like one that ran all the time.
      const another = () => open('redis', policy);
      const flying: Reservation[] = [];
      let resetAt = start + hourMs;
      for (const each of steps) {
        if (each.kind === 'wait') now += each.ms;
        else if (each.kind === 'reserve') {
          const { kind: _kind, ...values } = each;
          const requested = request(values);
          const decisions = [await one.reserve(requested), await another().reserve(requested)];
          expect(decisions[0]).toEqual(decisions[1]);
          if (decisions[0]?.granted) flying.push(requested);
        } else {
          const [ended] = flying.splice(each.nth % Math.max(1, flying.length), 1);
          if (ended === undefined) continue;
          while (resetAt <= now) resetAt += hourMs;
          const said = { limit: 50, used: each.used, resetInMs: resetAt - now };
          const settlement: Settlement = {
            ...ended,
            headers: each.answer === 'headers' ? said : each.answer === 'none' ? 'none' : null,
            cost: each.cost,
            ...(each.closeMs !== undefined && { closeMs: each.closeMs }),
          };
          await Promise.all([one.settle(settlement), another().settle(settlement)]);
        }
      }
      const [ours, theirs] = [await one.read(), await another().read()];
      expect(ours).toHaveLength(theirs.length);
      for (const state of theirs) expect(ours).toContainEqual(closeTo(state));
    }),
    { numRuns: 150 },
  );
});

function shapes() {
  return {
    resource: fc.constantFrom('core', 'core', 'core', 'search', null),
    priority: fc.constantFrom<Priority[]>('critical', 'high', 'normal', 'low'),
    endpoint: fc.constantFrom('GET /a', 'POST /b'),
    points: fc.constantFrom(1, 5, 400),
    createsContent: fc.boolean(),
  };
}

function closeTo(state: object) {
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      typeof value === 'number' ? expect.closeTo(value, 6) : value,
    ]),
  );
}

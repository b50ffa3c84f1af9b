import { createUnlessUnavailable } from '@hubtwin/redis';
import { admit } from './admit.ts';
import { advance } from './advance.ts';
import type { Admission, Budget, BudgetState, Priority, RefusalReason } from './budget.ts';
import { type BudgetRecord, budgetRecord } from './budget-record.ts';
import type { BudgetStore } from './budget-store.ts';
import { createLedger, type Ledger } from './create-ledger.ts';
import { createStoreClock } from './create-store-clock.ts';
import type { BudgetPolicy } from './policy.ts';
import { settle } from './settle.ts';
import { burnRate, strangersRate } from './trend.ts';

export interface BudgetOptions {
  store: BudgetStore;
  policy: BudgetPolicy;
  /** Monotonic milliseconds. */
  elapsed?: () => number;
  /** Called with the error when the store becomes unavailable, and with null when it is available again. */
  onUnavailable?: (error: unknown) => void;
}

/** Settlements free room for reservations, and urgent reservations come first. */
const settlementRank = -1;
const ranks: Readonly<Record<Priority, number>> = { critical: 0, high: 1, normal: 2, low: 3 };

/** Refusals that the result of another request may lift. Other reasons only become stronger. */
const improving: ReadonlySet<RefusalReason> = new Set(['concurrency', 'unknown', 'exhausted']);

/**
 * The budget of every credential, which all processes with the same store share. While the store is unavailable, each
 * process continues with a quarter of the policy from its last known state, and writes its changes once the store is
 * available again.
 */
export function createBudget(options: BudgetOptions): Budget {
  const { store, policy, elapsed = () => performance.now(), onUnavailable = () => {} } = options;
  const clock = createStoreClock(elapsed);
  const unlessUnavailable = createUnlessUnavailable(onUnavailable);
  const ledgers = new Map<string, Ledger>();

  function ledgerOf(credential: string): Ledger {
    const known = ledgers.get(credential);
    if (known !== undefined) return known;
    const ledger = createLedger({ credential, store, clock, elapsed, policy, unlessUnavailable });
    ledgers.set(credential, ledger);
    return ledger;
  }

  const flush = () => Promise.all([...ledgers.values()].map((ledger) => ledger.flush()));

  async function readAll(): Promise<BudgetState[]> {
    const { records, now } = await store.list();
    return records.flatMap(({ credential, record }) => {
      const parsed = budgetRecord.safeParse(JSON.parse(record));
      return parsed.success ? statesOf(credential, parsed.data, now) : [];
    });
  }

  return {
    reserve(reservation) {
      const { promise, resolve } = Promise.withResolvers<Admission>();
      let decision: Admission;
      ledgerOf(reservation.credential).add({
        rank: ranks[reservation.priority],
        isDurable: false,
        apply(record, now, by) {
          const admitted = admit(record, reservation, now, by);
          decision = admitted.decision;
          return admitted.record;
        },
        mayImprove: () => !decision.granted && improving.has(decision.reason),
        done: () => resolve(decision),
      });
      return promise;
    },

    async settle(settlement) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const isClosing = settlement.closeMs !== undefined;
      const operation = {
        rank: settlementRank,
        isDurable: isClosing,
        apply: (record: BudgetRecord, now: number) => settle(record, settlement, now),
        mayImprove: () => false,
        done: resolve,
      };
      ledgerOf(settlement.credential).add(operation, { mayLinger: !isClosing });
      // Responses do not wait for the other settlements: they are applied before this process's next reservation.
      if (isClosing) await promise;
    },

    async read() {
      await flush();
      return await unlessUnavailable(readAll, async () =>
        [...ledgers].flatMap(([credential, ledger]) => {
          const record = ledger.known();
          return record === null ? [] : statesOf(credential, record, clock.now());
        }),
      );
    },

    async [Symbol.asyncDispose]() {
      await flush();
    },
  };
}

function statesOf(credential: string, stored: BudgetRecord, now: number): BudgetState[] {
  const record = advance(stored, now);
  const flights = Object.values(record.flights);
  return Object.entries(record.limits).map(([resource, { limit, used, resetAt, seenAt, trend }]) => ({
    credential,
    resource,
    limit: limit || null,
    used,
    resetAt,
    seenAt,
    inFlight: flights.filter((flight) => flight.resource === resource).length,
    closedUntil: record.closedUntil,
    burnRate: burnRate(trend),
    strangersRate: strangersRate(trend),
  }));
}

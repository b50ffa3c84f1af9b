import { createUnlessAway } from '@hubtwin/redis';
import type { Redis } from 'ioredis';
import type { Budget } from './budget.ts';
import { createMemoryBudget } from './create-memory-budget.ts';
import { createRedisBudget } from './create-redis-budget.ts';
import type { BudgetPolicy } from './policy.ts';

export interface FleetBudgetOptions {
  /** Must fail at once when its server is away, not queue. */
  redis: Redis;
  policy: BudgetPolicy;
  process: string;
  prefix?: string;
  /** Told when Redis goes away, with its error, and with null when it is back. */
  onAway?: (error: unknown) => void;
}

/**
 * The budget that processes share over Redis. While Redis is away each goes on from what it last knew, with
 * its part of the whole: one for each process that was seen lately. When Redis is back, or has forgotten,
 * each request tells it what its process knows, so that nothing starts over.
 */
export function createFleetBudget(options: FleetBudgetOptions): Budget {
  const { redis, policy, process, prefix, onAway = () => {} } = options;
  let processes = 1;
  const ask = createUnlessAway(onAway);
  const reports = new Set<Promise<void>>();
  const memory = createMemoryBudget({ policy, share: () => 1 / processes });
  const shared = createRedisBudget({
    redis,
    policy,
    process,
    ...(prefix !== undefined && { prefix }),
    known: (reservation) => memory.known(reservation),
    onProcesses: (count) => {
      processes = Math.max(1, count);
    },
  });

  return {
    reserve: (reservation) =>
      ask(
        async () => {
          const admission = await shared.reserve(reservation);
          if (admission.granted) memory.join(reservation);
          return admission;
        },
        () => memory.reserve(reservation),
      ),

    async settle(settlement) {
      await memory.settle(settlement);
      const report = ask(
        () => shared.settle(settlement),
        async () => {},
      ).finally(() => reports.delete(report));
      reports.add(report);
      // No answer waits for that, as this process's next question comes to Redis after it.
      if (settlement.closeMs !== undefined) await report;
    },

    read: () =>
      ask(
        () => shared.read(),
        () => memory.read(),
      ),

    async [Symbol.asyncDispose]() {
      await Promise.all(reports);
      await memory[Symbol.asyncDispose]();
    },
  };
}

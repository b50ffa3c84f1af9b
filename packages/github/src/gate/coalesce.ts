import type { Priority } from '../budget/budget.ts';
import type { Call } from './call.ts';
import type { Response } from './create-sender.ts';
import { withSignal } from './with-signal.ts';

/** Combines equal concurrent reads into one request. */
export type Coalesce = (
  key: string,
  call: Call,
  work: (shared: Call) => Promise<Response>,
) => Promise<Response>;

const urgency: Readonly<Record<Priority, number>> = { critical: 0, high: 1, normal: 2, low: 3 };

interface UnderWay {
  answer: Promise<Response>;
  call: Call;
  waiting: number;
  isOver: boolean;
  stop: AbortController;
}

/**
 * A read joins a request that has at least its priority and its deadline. The request continues while one of its
 * callers still waits.
 */
export function createCoalesce(): Coalesce {
  const underWay = new Map<string, UnderWay>();

  return async (key, call, work) => {
    const known = underWay.get(key);
    const mayJoin =
      known !== undefined &&
      urgency[known.call.priority] <= urgency[call.priority] &&
      known.call.deadlineAt >= call.deadlineAt;
    const entry = mayJoin ? known : start();
    entry.waiting += 1;
    try {
      return await withSignal(entry.answer, call.signal);
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0) end(entry);
    }

    function end(ended: UnderWay): void {
      if (underWay.get(key) === ended) underWay.delete(key);
      if (!ended.isOver) ended.stop.abort();
    }

    function start(): UnderWay {
      const stop = new AbortController();
      const shared = call.with({ signal: stop.signal });
      const answer = work(shared).finally(() => {
        started.isOver = true;
      });
      const started: UnderWay = { answer, call: shared, waiting: 0, isOver: false, stop };
      underWay.set(key, started);
      return started;
    }
  };
}

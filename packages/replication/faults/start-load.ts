import { setTimeout as sleep } from 'node:timers/promises';
import { act, type Delivery, history, type RunningSimulator } from '@hubtwin/github-simulator';

/** Users at work, whose deliveries are sent at a pace, each once. */
export interface Load {
  /** Continues. */
  go(): void;
  /** Stops after complete actions, and waits for all answers. */
  rest(): Promise<void>;
  /** Number of deliveries sent so far. */
  sent(): number;
}

/** Sends the organisation's history at that pace, and then waits for `go`. */
export async function startLoad(
  { simulator, deliverer }: RunningSimulator,
  { perSecond, signal }: { perSecond: number; signal: AbortSignal },
): Promise<Load> {
  const underWay = new Set<Promise<unknown>>();
  let sent = 0;
  let isWorking = false;
  let due = performance.now();
  let resting = Promise.resolve();

  async function send(deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) {
      sent += 1;
      const answered = deliverer.deliver(delivery).finally(() => underWay.delete(answered));
      underWay.add(answered);
      due = Math.max(due + 1_000 / perSecond, performance.now() - 250);
      await sleep(Math.max(0, due - performance.now()));
    }
  }

  async function work(): Promise<void> {
    while (!signal.aborted && isWorking) await send(act(simulator));
  }

  await send([...history(simulator)].flat());
  await Promise.all(underWay);
  return {
    go() {
      isWorking = true;
      resting = work();
    },
    async rest() {
      isWorking = false;
      await resting;
      await Promise.all(underWay);
    },
    sent: () => sent,
  };
}

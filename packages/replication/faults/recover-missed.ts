import type { DatabaseConnection } from '@hubtwin/database';
import type { RunningSimulator } from '@hubtwin/github-simulator';
import { type Queues, recoveryQueue } from '@hubtwin/queue';
import { waitFor } from '@hubtwin/test-kit';
import { countRows } from './count-rows.ts';
import { soon } from './soon.ts';

/** One pass recovers missed deliveries; it skips recent ones, so GitHub's time is advanced first. */
export async function recoverMissed(
  running: RunningSimulator,
  twin: DatabaseConnection,
  queues: Queues,
): Promise<void> {
  running.simulator.shiftTime(45_000);
  const isSettled = async () =>
    (await countRows(twin, `missed_deliveries`)) === 0 &&
    (await countRows(twin, `webhook_deliveries where status not in ('processed', 'ignored')`)) === 0;
  const arrived = () => countRows(twin, 'webhook_deliveries');
  const sent = new Set(running.deliverer.records().map(({ guid }) => guid)).size;
  const missed = sent - (await arrived());
  let looks = 0;
  await waitFor(
    'the deliveries that were missed',
    async () => {
      // One pass redelivers 400; a long run misses more.
      if (looks++ % 40 === 0) await queues.enqueue(recoveryQueue, { deep: true, requested: true });
      return (await arrived()) === sent && (await isSettled());
    },
    // GitHub allows 900 points a minute at one endpoint, and requesting a redelivery costs five.
    { ...soon, timeoutMs: soon.timeoutMs + (missed * 60_000) / 180 },
  );
}

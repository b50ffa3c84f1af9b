import { hasCredential } from '@hubtwin/replication';
import type { SyncWorkerContext } from './context.ts';
import { runEvery } from './run-every.ts';

/** A wiped queue has lost its schedule. */
const scheduleEveryMs = 5 * 60_000;
/** A repository may get the first token at any time. */
const lookEveryMs = 5_000;

/** Creates schedules once there is a credential for GitHub, and again every few minutes. */
export function keepScheduled(
  context: SyncWorkerContext,
  { name, schedule }: { name: string; schedule(): Promise<void> },
): AsyncDisposable {
  let scheduledAt = Number.NEGATIVE_INFINITY;
  async function run(): Promise<void> {
    if (performance.now() - scheduledAt < scheduleEveryMs || !(await hasCredential(context))) return;
    await schedule();
    scheduledAt = performance.now();
  }
  return runEvery({ name, everyMs: lookEveryMs, run }, context.logger);
}

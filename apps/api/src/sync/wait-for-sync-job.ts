import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@hubtwin/database';
import type { Kysely } from 'kysely';

const longestMs = 25_000;
const lookMs = 200;
const looksACheck = 5;

/**
 * Waits for the end of a sync job, at most 25 seconds.
 *
 * @param options `check`: called once a second; an error ends the waiting.
 * @returns whether the job has ended.
 */
export async function waitForSyncJob(
  database: Kysely<Database>,
  id: number,
  { isDisconnected, check }: { isDisconnected: () => boolean; check: () => Promise<void> },
): Promise<boolean> {
  const until = Date.now() + longestMs;
  for (let looks = 1; ; looks++) {
    const row = await database
      .selectFrom('sync_jobs')
      .select('completed_at')
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined || row.completed_at !== null) return true;
    if (isDisconnected() || Date.now() + lookMs > until) return false;
    await sleep(lookMs);
    if (looks % looksACheck === 0) await check();
  }
}

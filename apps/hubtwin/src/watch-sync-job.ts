import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, findSyncJob, type SyncJob } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { printJson } from './print-json.ts';
import { createProgress } from './progress.ts';

const lookMs = 500;
const noWorkerAfterMs = 15_000;

/**
 * Waits for the end of a sync job with a progress bar, then prints the result.
 * The exit code is 1 unless it completed.
 */
export async function watchSyncJob(
  database: Kysely<Database>,
  jobId: number,
  { json }: { json: boolean },
): Promise<void> {
  const started = Date.now();
  const progress = createProgress();
  for (let isWarned = false; ; await sleep(lookMs)) {
    const job = await findSyncJob(database, jobId);
    if (job === null) throw new Error('the sync job does not exist any more');
    if (!json) progress.show(job.pagesDone, job.pagesTotal, describe(job));
    if (job.completedAt !== null) {
      progress.end();
      if (json) printJson(job);
      else console.log(summary(job));
      if (job.status !== 'completed') process.exitCode = 1;
      return;
    }
    if (!isWarned && job.startedAt === null && Date.now() - started > noWorkerAfterMs) {
      isWarned = true;
      console.error('\nNo worker has started the job yet: is one running (hubtwin up)?');
    }
  }
}

const describe = (job: SyncJob) =>
  `${job.pagesDone}/${job.pagesTotal} pages, ${repositoriesOf(job)}${etaOf(job)}`;

const repositoriesOf = ({ repositoriesProcessed, repositories }: SyncJob) =>
  `${repositoriesProcessed}/${repositories} repositories`;

function etaOf({ startedAt, pagesDone, pagesTotal }: SyncJob): string {
  if (startedAt === null || pagesDone === 0 || pagesDone >= pagesTotal) return '';
  const seconds = ((Date.now() - startedAt.getTime()) / pagesDone / 1_000) * (pagesTotal - pagesDone);
  return `, about ${Math.ceil(seconds)} s left`;
}

function summary({ status, details, requestsUsed, errorMessage, ...job }: SyncJob): string {
  const skipped = Number(details.skipped ?? 0);
  const lines = [
    `${status}: ${repositoriesOf({ ...job, status, details, requestsUsed, errorMessage })}, ${requestsUsed} requests`,
    ...(skipped > 0 ? [`${skipped} were synced recently and skipped; --force reads them again`] : []),
    ...(errorMessage === null ? [] : [errorMessage]),
  ];
  return lines.join('\n');
}

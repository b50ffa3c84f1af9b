import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createDatabase, createSyncJob, findSyncJob, type SyncJob } from '@hubtwin/database';
import { connectGitHub, GitHubNotFoundError } from '@hubtwin/github';
import { connectQueues, importQueue } from '@hubtwin/queue';
import { findImportable } from '@hubtwin/replication';
import { openKeyRing } from '@hubtwin/secrets';
import { startTelemetry } from '@hubtwin/telemetry';
import { loadCommandConfig } from '../load-command-config.ts';

const usage = 'hubtwin import <owner>[/<repository>] [--json]';
const lookMs = 500;
const noWorkerAfterMs = 15_000;

/**
 * `hubtwin import`: has an owner's repositories, or one of them, read into the twin while somebody waits, and
 * shows how far that is. The import-workers do it; ending this command does not end the import.
 */
export async function importCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [owner = '', repo = null] = positionals[0]?.split('/') ?? [];
  if (positionals.length !== 1 || owner === '' || repo === '') throw new Error(`usage: ${usage}`);
  const config = loadCommandConfig();
  await using telemetry = await startTelemetry('hubtwin', {
    ...config.process,
    logLevel: 'warn',
    metricsPort: 0,
  });
  const { logger, meter } = telemetry;
  const onConnectionError = (error: Error) => logger.warn({ err: error }, 'database connection lost');
  await using connection = createDatabase({ ...config.database, onConnectionError });
  const { database } = connection;
  const { redisUrl } = config.queue;
  const store = redisUrl === undefined ? { postgresUrl: config.database.url } : { redisUrl };
  await using queues = connectQueues({ store, logger });
  await using github = connectGitHub({ ...config.github, keys: openKeyRing(config.secrets), meter, logger });

  const call = { priority: 'high', deadlineMs: 60_000 } as const;
  const repositoryIds = await findImportable({ database, github }, { owner, repo }, call).catch(
    (error: unknown) => {
      if (error instanceof GitHubNotFoundError) return null;
      throw error;
    },
  );
  if (repositoryIds === null) {
    console.error(`No credential that is configured sees ${positionals[0]} on GitHub.`);
    process.exitCode = 1;
    return;
  }
  const jobId = await createSyncJob(database, {
    type: 'manual_sync',
    priority: 'high',
    installationId: null,
    repositoryIds,
  });
  for (const repositoryId of repositoryIds) {
    await queues.enqueue(importQueue, { kind: 'repository', jobId, repositoryId });
  }
  const job = await watch(() => findSyncJob(database, jobId), values.json === true ? () => {} : show);
  console.log(values.json === true ? JSON.stringify(job) : `\n${summary(job)}`);
  if (job.status !== 'completed') process.exitCode = 1;
}

async function watch(
  look: () => Promise<SyncJob | null>,
  onChange: (job: SyncJob) => void,
): Promise<SyncJob> {
  const started = Date.now();
  for (let isWarned = false; ; await sleep(lookMs)) {
    const job = await look();
    if (job === null) throw new Error('the sync job is gone');
    onChange(job);
    if (job.completedAt !== null) return job;
    if (!isWarned && job.startedAt === null && Date.now() - started > noWorkerAfterMs) {
      isWarned = true;
      console.error('\nNo import-worker has taken it yet: is one running (hubtwin up)?');
    }
  }
}

const width = 30;

function show(job: SyncJob): void {
  if (!process.stdout.isTTY) return;
  const share = job.pagesTotal === 0 ? 0 : job.pagesDone / job.pagesTotal;
  const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
  process.stdout.write(
    `\r${bar} ${job.pagesDone}/${job.pagesTotal} pages, ${repositoriesOf(job)}${etaOf(job)}   `,
  );
}

const repositoriesOf = ({ repositoriesProcessed, repositories }: SyncJob) =>
  `${repositoriesProcessed}/${repositories} repositories`;

function etaOf({ startedAt, pagesDone, pagesTotal }: SyncJob): string {
  if (startedAt === null || pagesDone === 0 || pagesDone >= pagesTotal) return '';
  const seconds = ((Date.now() - startedAt.getTime()) / pagesDone / 1_000) * (pagesTotal - pagesDone);
  return `, about ${Math.ceil(seconds)} s left`;
}

const summary = (job: SyncJob) =>
  `${job.status}: ${repositoriesOf(job)}, ${job.requestsUsed} requests${job.errorMessage === null ? '' : `\n${job.errorMessage}`}`;

import { parseArgs } from 'node:util';
import { findSyncJob } from '@hubtwin/database';
import { GitHubNotFoundError } from '@hubtwin/github';
import { estimateSeconds, findImportable, startImport } from '@hubtwin/replication';
import { openTwin } from '../open-twin.ts';
import { UsageError } from '../usage-error.ts';
import { watchSyncJob } from '../watch-sync-job.ts';

const usage = 'hubtwin import <owner>[/<repository>] [--json]';

/**
 * `hubtwin import`: has an owner's repositories, or one of them, read into the twin while somebody waits, and
 * shows what it will cost and how far that is. The import-workers do it; ending this command does not end the import.
 */
export async function importCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [owner = '', repo = null] = positionals[0]?.split('/') ?? [];
  if (positionals.length !== 1 || owner === '' || repo === '') throw new UsageError(`usage: ${usage}`);
  await using twin = await openTwin();
  const { database, github } = twin;
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
  const job = { type: 'manual_sync', priority: 'high', installationId: null, repositoryIds } as const;
  const jobId = await startImport(twin, job, call);
  const begun = await findSyncJob(database, jobId);
  if (!values.json && begun !== null) {
    const seconds = estimateSeconds(begun.pagesTotal, await github.budgets());
    console.log(
      `${repositoryIds.length} repositories: at least ${begun.pagesTotal} requests, about ${seconds} s.`,
    );
  }
  await watchSyncJob(database, jobId, values);
}

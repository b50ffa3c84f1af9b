import { fullName, login } from '@hubtwin/contract';
import { findSyncJob } from '@hubtwin/database';
import { GitHubNotFoundError } from '@hubtwin/github';
import { estimateSeconds, findImportable, startImport } from '@hubtwin/replication';
import { CommandError, exitCodes } from '../command-error.ts';
import { openTwin } from '../open-twin.ts';
import { UsageError } from '../usage-error.ts';
import { watchSyncJob } from '../watch-sync-job.ts';

/**
 * `hubtwin import`: imports an owner's repositories, or one of them, with high priority, and
 * shows the cost and the progress. The import-workers do it; ending this command does not end the import.
 */
export async function importCommand(name: string, { json }: { json: boolean }): Promise<void> {
  if (!login.safeParse(name).success && !fullName.safeParse(name).success)
    throw new UsageError(`${name} is not an owner or a repository: write your-org, or your-org/your-repo.`);
  const [owner = '', repo = null] = name.split('/');
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
    throw new CommandError(`No configured credential can access ${name} on GitHub.`, {
      code: 'github_not_found',
      exitCode: exitCodes.github,
      remedy: 'Correct the name, or give a credential access: hubtwin doctor checks each.',
    });
  }
  const job = { type: 'manual_sync', priority: 'high', installationId: null, repositoryIds } as const;
  const jobId = await startImport(twin, job, call);
  const begun = await findSyncJob(database, jobId);
  if (!json && begun !== null) {
    const seconds = estimateSeconds(begun.pagesTotal, await github.budgets());
    console.log(
      `${repositoryIds.length} repositories: at least ${begun.pagesTotal} requests, about ${seconds} s.`,
    );
  }
  await watchSyncJob(database, jobId, { json });
}

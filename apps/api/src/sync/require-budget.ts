import { findRepositoryAccess } from '@hubtwin/database';
import { blockedUntil, GitHubRateLimitError } from '@hubtwin/github';
import { readRateLimits } from '@hubtwin/replication';
import type { RouteContext } from '../http/route.ts';

/** A caller waits for a sync: it must start within this time, in milliseconds. */
const patienceMs = 10_000;

/**
 * Requires that a repository can be synced now.
 *
 * @param options `force`: every list is read, without a probe.
 * @throws GitHubRateLimitError if every usable credential is exhausted or closed.
 */
export async function requireBudget(
  context: Pick<RouteContext, 'database' | 'github'>,
  repositoryId: number,
  { force }: { force: boolean },
): Promise<void> {
  const { database, github } = context;
  const [access] = await findRepositoryAccess(database, [repositoryId]);
  if (access === undefined) return;
  const { ownToken, installationId } = access;
  const configured = github.credentials(installationId === null ? [] : [installationId]);
  const kind = installationId !== null && github.hasApp ? 'installation' : 'token';
  // If its own token has no budget left, the others are used.
  const credentials = [
    ...(ownToken === null ? [] : [ownToken.fingerprint]),
    ...configured.filter((each) => each.kind === kind).map(({ fingerprint }) => fingerprint),
  ];
  const now = Date.now();
  const resources = force ? ['core'] : ['core', 'graphql'];
  const resetAt = blockedUntil(await readRateLimits(context, now), {
    credentials,
    resources,
    priority: 'high',
    now: now + patienceMs,
  });
  if (resetAt === null) return;
  throw new GitHubRateLimitError(
    `GitHub's rate limit is exhausted until ${resetAt.toISOString()}; without wait=true the sync starts then.`,
    { resetAt, kind: 'primary' },
  );
}

import type { Database } from '@hubtwin/database';
import { type CallOptions, type GitHub, GitHubError } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { cleanReason } from '../answers/clean-reason.ts';
import { isBlocked } from '../answers/meaning-of.ts';
import { requestRepository } from '../answers/request-repository.ts';
import { createNodeQuery, type QueriedNode } from '../fetch/query-nodes.ts';
import { isOfListAlone } from '../sync/is-of-list-alone.ts';
import { recordRepositoryWithheld } from '../sync/record-repository-withheld.ts';

/** A repository of an installation that is missing from GitHub's list. */
export interface UnlistedLink {
  repositoryId: number;
  fullName: string | null;
  /** Null if it is not stored. */
  nodeId: string | null;
}

interface Access {
  database: Kysely<Database>;
  view: GitHub;
}

/** Up to this many are requested one by one; more are queried by GraphQL, a hundred at once. */
const maxRequests = 20;

/**
 * Finds which of the repositories that are missing from a list are lost. The list may have changed while it was read,
 * and repositories that GitHub blocks or cannot answer for are not lost: the reason is recorded.
 *
 * Of many, only those that GraphQL does not find are requested one by one, a few of them: if one of these exists or
 * is blocked, GraphQL is not reliable and the others are left to the next list.
 */
export async function findLostRepositories(
  { database, view }: Access,
  links: readonly UnlistedLink[],
  call: CallOptions,
): Promise<readonly UnlistedLink[]> {
  if (links.length <= maxRequests) return await requestEach({ database, view }, links, call);
  const stored = links.filter(({ nodeId }) => nodeId !== null);
  const query = createNodeQuery({ fields: '... on Repository { databaseId }' });
  const answers = await query(
    view,
    stored.map(({ nodeId }) => nodeId ?? ''),
    call,
  );
  const missing = links.filter(({ nodeId }) => nodeId === null);
  for (const [at, link] of stored.entries()) {
    const answer = answers[at];
    if (answer === undefined) continue;
    if (isNotFound(answer)) missing.push(link);
    await recordRefusal(database, link, answer);
  }
  const some = missing.slice(0, maxRequests);
  const lost = await requestEach({ database, view }, some, call);
  return lost.length === some.length ? missing : lost;
}

const isNotFound = ({ node, errors, failure }: QueriedNode) =>
  node === null &&
  failure === null &&
  errors.length > 0 &&
  errors.every(({ type, path }) => type === 'NOT_FOUND' && (path ?? []).length === 0);

/** Records why GitHub denies access to a repository. */
async function recordRefusal(
  database: Kysely<Database>,
  { repositoryId }: UnlistedLink,
  { node, errors }: QueriedNode,
): Promise<void> {
  const refusal = node === null ? errors.find(({ type }) => type === 'FORBIDDEN') : undefined;
  const blocked = errors.find(({ message }) => isBlocked(message));
  const said = blocked ?? refusal;
  if (said === undefined) return;
  const state = blocked === undefined ? 'refused' : 'blocked';
  await recordRepositoryWithheld(database, repositoryId, { state, reason: cleanReason(said.message) });
}

async function requestEach(
  { database, view }: Access,
  links: readonly UnlistedLink[],
  call: CallOptions,
): Promise<UnlistedLink[]> {
  const isLost = async ({ repositoryId }: UnlistedLink) => {
    try {
      const repositoryStatus = await requestRepository(view, repositoryId, call);
      if (repositoryStatus.isVisible) return false;
      const { state, reason } = repositoryStatus;
      if (state === 'blocked' || state === 'refused')
        await recordRepositoryWithheld(database, repositoryId, { state, reason });
      return state === 'inaccessible';
    } catch (error) {
      if (call.signal?.aborted === true || !(error instanceof GitHubError) || !isOfListAlone(error))
        throw error;
      return false;
    }
  };
  const lost = await Promise.all(links.map(isLost));
  return links.filter((_, nth) => lost[nth]);
}

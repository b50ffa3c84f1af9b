import { type Database, type Observation, saveCursor, storeObservations } from '@hubtwin/database';
import { type CallOptions, type GitHub, type GitHubClient, GitHubError } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { lookAtRepository } from '../answers/look-at-repository.ts';
import { observeFetched, observeGone } from '../observe.ts';
import { observeItems } from '../observe-items.ts';
import { installationRepositories } from '../resources/installation-repositories.ts';
import { installations } from '../resources/installations.ts';
import { repositories } from '../resources/repositories.ts';
import { isOfListAlone } from '../sync/is-of-list-alone.ts';
import { recordRepositoryWithheld } from '../sync/record-repository-withheld.ts';
import { storeListed } from './store-listed.ts';

/** Under which cursor it is noted when an installation's repositories were listed last. */
export const installationScope = (installationId: number) => `installation:${installationId}`;

/**
 * Reads an installation, and which repositories it sees, into the twin: it may be older than the twin.
 *
 * @returns their ids.
 */
export async function listInstallation(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  installationId: number,
  call: CallOptions,
): Promise<number[]> {
  const { data, askedAt } = await github
    .forApp()
    .ask('GET /app/installations/{installation_id}', { installation_id: installationId }, call);
  const itself = observeFetched(installations, data, { repositoryId: null, source: 'import', askedAt });
  await storeObservations(database, [itself]);
  const ids: number[] = [];
  const view = github.forInstallation(installationId);
  let areAllReadable = true;
  for await (const page of view.pages('GET /installation/repositories', { per_page: 100 }, call)) {
    const finding = { repositoryId: null, source: 'import', askedAt: page.response.askedAt } as const;
    const { observations, unreadable } = observeItems(repositories, page, finding);
    const links = observations.map(({ key, raw }): Observation => {
      ids.push(Number(key.id));
      const link = { installation_id: installationId, repository_id: key.id, full_name: raw.full_name };
      return observeFetched(installationRepositories, link, finding);
    });
    const refused = await storeListed(database, observations, links);
    areAllReadable &&= unreadable.count + refused.count === 0;
  }
  // What cannot be read may be what is not listed.
  if (areAllReadable) await dropLinks({ database, github }, installationId, { seen: ids, askedAt, call });
  await saveCursor(database, installationScope(installationId), { listedAt: askedAt.toISOString() });
  return ids;
}

/** GitHub's list may be a moment older than what a delivery told. */
const lagMs = 60_000;
const mostAsked = 20;

/** What a whole list does not show, the installation does not see any more: the repository itself stays. */
async function dropLinks(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  installationId: number,
  { seen, askedAt, call }: { seen: readonly number[]; askedAt: Date; call: CallOptions },
): Promise<void> {
  const rows = await database
    .selectFrom('installation_repositories')
    .select(['repository_id', 'full_name'])
    .where('installation_id', '=', installationId)
    .where('deleted_at', 'is', null)
    .where('synced_at', '<', new Date(askedAt.getTime() - lagMs))
    .execute();
  const kept = new Set(seen);
  const unlisted = rows.filter(({ repository_id }) => !kept.has(repository_id));
  const lost = await withoutSeen({ database, view: github.forInstallation(installationId) }, unlisted, call);
  const finding = { repositoryId: null, source: 'import', askedAt } as const;
  const observations = lost.map(({ repository_id, full_name }) => {
    const key = { installation_id: installationId, repository_id };
    return observeGone(installationRepositories, { key, raw: { ...key, full_name } }, finding);
  });
  await storeObservations(database, observations);
}

/**
 * A few are asked for by themselves, as the list may have changed while it was read. Those that GitHub blocks access
 * to, or cannot answer for, are not lost.
 */
async function withoutSeen<T extends { repository_id: number }>(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  links: readonly T[],
  call: CallOptions,
): Promise<readonly T[]> {
  if (links.length > mostAsked) return links;
  const isLost = async ({ repository_id: repositoryId }: T) => {
    try {
      const standing = await lookAtRepository(view, repositoryId, call);
      if (standing.isVisible) return false;
      const { state, reason } = standing;
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

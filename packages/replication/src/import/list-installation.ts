import { type Database, type Observation, saveCursor, storeObservations } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import { installationRepositories, installations, repositories } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { observeDeletion, observeFetched } from '../observe.ts';
import { observeItems } from '../observe-items.ts';
import { findLostRepositories, type UnlistedLink } from './find-lost-repositories.ts';
import { countLinks, type InstallationListing, installationScope, totalOf } from './installation-listing.ts';
import { storeListed } from './store-listed.ts';

/**
 * Reads an installation and its repositories into the twin: it may be older than the twin.
 *
 * @returns the ids of the repositories.
 */
export async function listInstallation(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  installationId: number,
  call: CallOptions,
): Promise<number[]> {
  const { data, requestedAt } = await github
    .forApp()
    .fetch('GET /app/installations/{installation_id}', { installation_id: installationId }, call);
  const itself = observeFetched(installations, data, { repositoryId: null, source: 'import', requestedAt });
  await storeObservations(database, [itself]);
  const ids: number[] = [];
  const view = github.forInstallation(installationId);
  let areAllReadable = true;
  let total: number | null = null;
  for await (const page of view.pages('GET /installation/repositories', { per_page: 100 }, call)) {
    const origin = { repositoryId: null, source: 'import', requestedAt: page.response.requestedAt } as const;
    const { observations, unreadable } = observeItems(repositories, page, origin);
    total = totalOf(page.response.data);
    const links = observations.map(({ key, raw }): Observation => {
      ids.push(Number(key.id));
      const link = { installation_id: installationId, repository_id: key.id, full_name: raw.full_name };
      return observeFetched(installationRepositories, link, origin);
    });
    const refused = await storeListed(database, observations, links);
    areAllReadable &&= unreadable.count + refused.count === 0;
  }
  // Unreadable objects may be the ones that are not listed.
  if (areAllReadable) await dropLinks({ database, github }, installationId, { seen: ids, requestedAt, call });
  const links = await countLinks(database, installationId);
  const listed: InstallationListing = {
    listedAt: requestedAt.toISOString(),
    unlisted: total === null ? null : links - total,
    checkedAt: new Date().toISOString(),
  };
  await saveCursor(database, installationScope(installationId), listed);
  return ids;
}

/** GitHub's list may be slightly older than what a delivery reported. */
const lagMs = 60_000;

/**
 * Repositories that are missing from a complete list are not accessible to the installation any more; their own rows
 * remain.
 */
async function dropLinks(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  installationId: number,
  { seen, requestedAt, call }: { seen: readonly number[]; requestedAt: Date; call: CallOptions },
): Promise<void> {
  const { rows } = await sql<UnlistedLink>`
    select l.repository_id as "repositoryId", l.full_name as "fullName", r.node_id as "nodeId"
      from installation_repositories as l left join repositories as r on r.id = l.repository_id
     where l.installation_id = ${installationId} and l.deleted_at is null
       and l.synced_at < ${new Date(requestedAt.getTime() - lagMs)}
  `.execute(database);
  const kept = new Set(seen);
  const unlisted = rows.filter(({ repositoryId }) => !kept.has(repositoryId));
  const view = github.forInstallation(installationId);
  const lost = await findLostRepositories({ database, view }, unlisted, call);
  const origin = { repositoryId: null, source: 'import', requestedAt } as const;
  const observations = lost.map(({ repositoryId: repository_id, fullName: full_name }) => {
    const key = { installation_id: installationId, repository_id };
    return observeDeletion(installationRepositories, { key, raw: { ...key, full_name } }, origin);
  });
  await storeObservations(database, observations);
}

import { applyObservations, type Database, type Observation, saveCursor } from '@hubtwin/database';
import { type CallOptions, type GitHub, type GitHubClient, GitHubNotFoundError } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { observeFetched, observeGone } from '../observe.ts';
import { installationRepositories } from '../resources/installation-repositories.ts';
import { installations } from '../resources/installations.ts';
import { repositories } from '../resources/repositories.ts';

/** Under which cursor it is noted when an installation's repositories were listed last. */
export const installationScope = (installationId: number) => `installation:${installationId}`;

const identified = z.looseObject({ id: z.int(), full_name: z.string() });

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
  await database.transaction().execute((transaction) => applyObservations(transaction, [itself]));
  const ids: number[] = [];
  const view = github.forInstallation(installationId);
  for await (const { items, response } of view.pages(
    'GET /installation/repositories',
    { per_page: 100 },
    call,
  )) {
    const finding = { repositoryId: null, source: 'import', askedAt: response.askedAt } as const;
    const observations = items.flatMap((item): Observation[] => {
      const { id, full_name } = identified.parse(item);
      ids.push(id);
      const link = { installation_id: installationId, repository_id: id, full_name };
      return [
        observeFetched(repositories, item, finding),
        observeFetched(installationRepositories, link, finding),
      ];
    });
    await database.transaction().execute((transaction) => applyObservations(transaction, observations));
  }
  await dropLinks({ database, github }, installationId, { seen: ids, askedAt, call });
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
  const lost = await withoutSeen(github.forInstallation(installationId), unlisted, call);
  const finding = { repositoryId: null, source: 'import', askedAt } as const;
  const observations = lost.map(({ repository_id, full_name }) => {
    const key = { installation_id: installationId, repository_id };
    return observeGone(installationRepositories, { key, raw: { ...key, full_name } }, finding);
  });
  await database.transaction().execute((transaction) => applyObservations(transaction, observations));
}

/** A few are asked for by themselves, as the list may have changed while it was read. */
async function withoutSeen<T extends { repository_id: number }>(
  view: GitHub,
  links: readonly T[],
  call: CallOptions,
): Promise<readonly T[]> {
  if (links.length > mostAsked) return links;
  const answers = await Promise.all(
    links.map(({ repository_id }) =>
      view.ask('GET /repositories/{repository_id}', { repository_id }, call).then(
        () => true,
        (error: unknown) => {
          if (error instanceof GitHubNotFoundError) return false;
          throw error;
        },
      ),
    ),
  );
  return links.filter((_, nth) => !answers[nth]);
}

import { applyObservations, type Database } from '@hubtwin/database';
import { type CallOptions, type GitHub, type GitHubClient, GitHubNotFoundError } from '@hubtwin/github';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { openRepositoryViews } from '../fetch/repository-views.ts';
import { observeFetched } from '../observe.ts';
import { observeEmbedded } from '../observe-embedded.ts';
import { repositories } from '../resources/repositories.ts';
import { listInstallation } from './list-installation.ts';

const identified = z.looseObject({ id: z.int() });

interface Access {
  database: Kysely<Database>;
  github: GitHubClient;
}

/**
 * Finds what may be imported under a name, by the App's installation on the owner's account where there is one,
 * else by the configured tokens, and reads it into the twin.
 *
 * @param named `repo` null: all that the owner has; `token`: one repository, as that token sees it.
 * @returns ids of repositories.
 * @throws GitHubNotFoundError where nobody who is configured sees it; NoCredentialError.
 */
export async function findImportable(
  { database, github }: Access,
  { owner, repo, token = null }: { owner: string; repo: string | null; token?: string | null },
  call: CallOptions,
): Promise<number[]> {
  if (token !== null && repo !== null) {
    return await storeFound(database, [await oneOf(github.forToken(token), owner, repo, call)]);
  }
  const known = repo === null ? null : await findSeen({ database, github }, `${owner}/${repo}`);
  if (known !== null) return [known];
  const installationId = await findInstallation({ database, github }, owner, call);
  if (repo === null && installationId !== null)
    return await listInstallation({ database, github }, installationId, call);
  if (installationId !== null) await listInstallation({ database, github }, installationId, call);
  const view = github.forRepository({ installationId });
  const found = repo === null ? await listOf(view, owner, call) : [await oneOf(view, owner, repo, call)];
  return await storeFound(database, found);
}

async function storeFound(database: Kysely<Database>, found: readonly Found[]): Promise<number[]> {
  const observations = found.map(({ item, askedAt }) =>
    observeFetched(repositories, item, { repositoryId: null, source: 'import', askedAt }),
  );
  await database
    .transaction()
    .execute((transaction) =>
      applyObservations(transaction, [...observations, ...observeEmbedded(observations)]),
    );
  return found.map(({ item }) => identified.parse(item).id);
}

/** A repository that is stored already, and that somebody who is configured sees. */
async function findSeen({ database, github }: Access, fullName: string): Promise<number | null> {
  const stored = await database
    .selectFrom('repositories')
    .select('id')
    .where(sql`lower(full_name)`, '=', fullName.toLowerCase())
    .where('deleted_at', 'is', null)
    // Two under one name: the older one's rename was missed.
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (stored === undefined) return null;
  const views = await openRepositoryViews({ database, github }, [stored.id]);
  return views.has(stored.id) ? stored.id : null;
}

async function findInstallation(
  { database, github }: Access,
  owner: string,
  call: CallOptions,
): Promise<number | null> {
  const stored = await database
    .selectFrom('installations')
    .select('id')
    .where(sql`lower(account_login)`, '=', owner.toLowerCase())
    .where('deleted_at', 'is', null)
    .where('suspended_at', 'is', null)
    .executeTakeFirst();
  if (stored !== undefined) return stored.id;
  if (!github.hasApp) return null;
  try {
    const { data } = await github
      .forApp()
      .ask('GET /users/{username}/installation', { username: owner }, call);
    return identified.parse(data).id;
  } catch (error) {
    if (error instanceof GitHubNotFoundError) return null;
    throw error;
  }
}

interface Found {
  item: unknown;
  askedAt: Date;
}

async function oneOf(view: GitHub, owner: string, repo: string, call: CallOptions): Promise<Found> {
  const { data, askedAt } = await view.ask('GET /repos/{owner}/{repo}', { owner, repo }, call);
  return { item: data, askedAt };
}

async function listOf(view: GitHub, owner: string, call: CallOptions): Promise<Found[]> {
  const all: Found[] = [];
  const { data } = await view.ask('GET /users/{username}', { username: owner }, call);
  const isOrganisation = z.looseObject({ type: z.string() }).parse(data).type === 'Organization';
  const route = isOrganisation ? 'GET /orgs/{owner}/repos' : 'GET /users/{owner}/repos';
  for await (const { items, response } of view.pages(route, { owner, per_page: 100 }, call)) {
    all.push(...items.map((item) => ({ item, askedAt: response.askedAt })));
  }
  return all;
}

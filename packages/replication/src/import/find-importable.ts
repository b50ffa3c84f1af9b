import { type Database, findOwnerInstallation } from '@hubtwin/database';
import { type CallOptions, type GitHub, type GitHubClient, GitHubNotFoundError } from '@hubtwin/github';
import { repositories } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { followMove } from '../fetch/follow-move.ts';
import { openRepositoryViews } from '../fetch/repository-views.ts';
import { observeFetched } from '../observe.ts';
import { listInstallation } from './list-installation.ts';
import { listOwner } from './list-owner.ts';
import { storeListed } from './store-listed.ts';

const identified = z.looseObject({ id: z.int() });

interface Access {
  database: Kysely<Database>;
  github: GitHubClient;
}

/**
 * Finds what can be imported under a name, with the App's installation on the owner's account if there is one, else
 * with the configured tokens, and stores it in the twin.
 *
 * A repository that is stored as deleted is requested by its name, and by its id.
 *
 * @param named `repo` null: everything of the owner; `token`: one repository, with that token.
 * @returns ids of repositories.
 * @throws GitHubNotFoundError if no configured credential can access it; NoCredentialError.
 */
export async function findImportable(
  { database, github }: Access,
  { owner, repo, token = null }: { owner: string; repo: string | null; token?: string | null },
  call: CallOptions,
): Promise<number[]> {
  if (token !== null && repo !== null) {
    return [await storeOne(database, github.forToken(token), { owner, repo }, call)];
  }
  const known = repo === null ? null : await findAccessible({ database, github }, `${owner}/${repo}`);
  if (known !== null) return [known];
  // Must precede the listing of the installation, which stores it under its current name.
  const deleted = repo === null ? null : await findDeleted({ database, github }, `${owner}/${repo}`);
  const installationId = await findInstallation({ database, github }, owner, call);
  if (repo === null) {
    if (installationId !== null) return await listInstallation({ database, github }, installationId, call);
    const options = { since: null, listedBy: null, ...call };
    return (await listOwner({ database, github }, { login: owner }, options)).repositoryIds;
  }
  if (installationId !== null) await listInstallation({ database, github }, installationId, call);
  const view = github.forRepository({ installationId });
  try {
    return [await storeOne(database, view, { owner, repo }, call)];
  } catch (error) {
    // A repository that was deleted under this name may have another name on GitHub now.
    const isFound =
      error instanceof GitHubNotFoundError &&
      deleted !== null &&
      (await followMove(deleted, { database, github, ...call }));
    if (!isFound) throw error;
    return [deleted];
  }
}

/** The deleted repository that was last stored under a name. */
async function findDeleted({ database }: Access, fullName: string): Promise<number | null> {
  const stored = await database
    .selectFrom('repositories')
    .select('id')
    .where(sql`lower(full_name)`, '=', fullName.toLowerCase())
    .where('deleted_at', 'is not', null)
    .orderBy('deleted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return stored?.id ?? null;
}

async function storeOne(
  database: Kysely<Database>,
  view: GitHub,
  named: { owner: string; repo: string },
  call: CallOptions,
): Promise<number> {
  const { data, requestedAt } = await view.fetch('GET /repos/{owner}/{repo}', named, call);
  const found = observeFetched(repositories, data, { repositoryId: null, source: 'import', requestedAt });
  await storeListed(database, [found]);
  return Number(found.key.id);
}

/** A stored repository that a configured credential can access. */
async function findAccessible({ database, github }: Access, fullName: string): Promise<number | null> {
  const stored = await database
    .selectFrom('repositories')
    .select('id')
    .where(sql`lower(full_name)`, '=', fullName.toLowerCase())
    .where('deleted_at', 'is', null)
    // Of two with one name, the rename of the older one was missed.
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
  const stored = await findOwnerInstallation(database, { login: owner, id: null });
  if (stored !== null) return stored;
  if (!github.hasApp) return null;
  try {
    const { data } = await github
      .forApp()
      .fetch('GET /users/{username}/installation', { username: owner }, call);
    return identified.parse(data).id;
  } catch (error) {
    if (error instanceof GitHubNotFoundError) return null;
    throw error;
  }
}

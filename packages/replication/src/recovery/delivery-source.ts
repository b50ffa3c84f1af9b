import { type Database, findOwnTokens } from '@hubtwin/database';
import type { GitHub, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { openRepositoryViews } from '../fetch/repository-views.ts';

/** A hook whose deliveries we can list, and request again, from GitHub. */
export interface DeliverySource {
  /** Its name in the database: `app:1` or `hook:2`. */
  name: string;
  github: GitHub;
  /** Path of the list of its deliveries; attempts are below it. */
  path: string;
  parameters: Record<string, unknown>;
}

/**
 * Finds the App's hook, if there is an App, and those that were registered with a token: the repository's own, or the
 * configured ones.
 */
export async function findDeliverySources(
  database: Kysely<Database>,
  { github, appId }: { github: GitHubClient; appId: string | null },
): Promise<DeliverySource[]> {
  const app: DeliverySource[] =
    appId === null
      ? []
      : [{ name: `app:${appId}`, github: github.forApp(), path: '/app/hook/deliveries', parameters: {} }];
  const hooks = await database
    .selectFrom('webhook_configs')
    .select(['hook_id', 'target', 'repository_id'])
    .where('hook_id', 'is not', null)
    .where('active', '=', true)
    .orderBy('id')
    .execute();
  const ofRepositories = hooks.flatMap(({ repository_id }) => repository_id ?? []);
  const tokens = await findOwnTokens(database, { repositoryIds: ofRepositories });
  const views = await openRepositoryViews(
    { database, github },
    tokens.map(({ repositoryId }) => repositoryId),
  );
  const asToken = github.canRequest(null) ? github.forTokens() : null;
  const ofHooks = hooks.flatMap(({ hook_id, target, repository_id }) => {
    const view = views.get(repository_id ?? 0)?.github ?? asToken;
    return view === null ? [] : [hookSource(view, Number(hook_id), target)];
  });
  return [...app, ...ofHooks];
}

/** @param target `owner/name` of a repository, or the login of an organisation. */
function hookSource(github: GitHub, hookId: number, target: string): DeliverySource {
  const [owner, repo] = target.split('/');
  const of = { name: `hook:${hookId}`, github };
  return repo === undefined
    ? { ...of, path: '/orgs/{org}/hooks/{hook_id}/deliveries', parameters: { org: owner, hook_id: hookId } }
    : {
        ...of,
        path: '/repos/{owner}/{repo}/hooks/{hook_id}/deliveries',
        parameters: { owner, repo, hook_id: hookId },
      };
}

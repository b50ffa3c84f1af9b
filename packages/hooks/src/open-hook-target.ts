import { type Database, findAccountInstallation } from '@hubtwin/database';
import type { CallOptions, GitHub, GitHubClient, GitHubResponse } from '@hubtwin/github';
import { openRepositoryViews } from '@hubtwin/replication';
import { type Kysely, sql } from 'kysely';

/** The repository or organisation whose events a hook reports. */
export interface HookTarget {
  /** `owner/name` of a repository, or the login of an organisation. */
  target: string;
  /** Null for an organisation. */
  repositoryId: number | null;
}

/** The hooks of a repository or an organisation on GitHub, with the credential to request them. */
export interface OpenHookTarget {
  /** Sends a request to a path under `…/hooks`. */
  send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: '' | '/{hook_id}',
    parameters: Record<string, unknown>,
    call: CallOptions,
  ): Promise<GitHubResponse<unknown>>;
  list(call: CallOptions): ReturnType<GitHub['pages']>;
}

/** @returns null if no configured credential can access it, or it is untracked. */
export async function openHookTarget(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  { target, repositoryId }: HookTarget,
): Promise<OpenHookTarget | null> {
  if (repositoryId !== null) {
    const view = (await openRepositoryViews({ database, github }, [repositoryId])).get(repositoryId);
    if (view === undefined) return null;
    return under(view.github, '/repos/{owner}/{repo}/hooks', { owner: view.owner, repo: view.repo });
  }
  const account = await database
    .selectFrom('installations')
    .select('account_id')
    .where(sql`lower(account_login)`, '=', target.toLowerCase())
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const installationId = await findAccountInstallation(database, account?.account_id ?? 0);
  if (!github.canRequest(installationId)) return null;
  return under(github.forRepository({ installationId }), '/orgs/{org}/hooks', { org: target });
}

const under = (github: GitHub, hooks: string, where: Record<string, unknown>): OpenHookTarget => ({
  send: (method, path, parameters, call) =>
    github.fetch(`${method} ${hooks}${path}`, { ...where, ...parameters }, call),
  list: (call) => github.pages(`GET ${hooks}`, { ...where, per_page: 100 }, call),
});

import type { Viewer } from './viewer.ts';

/** The scopes that include others. */
const including: Readonly<Record<string, readonly string[]>> = {
  public_repo: ['repo'],
  'read:org': ['write:org', 'admin:org'],
  'read:repo_hook': ['write:repo_hook', 'admin:repo_hook', 'repo'],
  'write:repo_hook': ['admin:repo_hook', 'repo'],
  'admin:repo_hook': ['repo'],
};

/**
 * Whether a classic token has a scope, or one that includes it; other tokens have permissions instead.
 *
 * @see https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
 */
export const hasScope = ({ scopes }: Viewer, scope: string): boolean =>
  scopes === null || [scope, ...(including[scope] ?? [])].some((each) => scopes.includes(each));

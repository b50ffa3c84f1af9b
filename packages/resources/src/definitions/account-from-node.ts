import { z } from 'zod';

export const accountNode = z.object({
  __typename: z.string(),
  id: z.string(),
  databaseId: z.int(),
  login: z.string(),
  avatarUrl: z.string(),
  url: z.string(),
  isSiteAdmin: z.boolean().optional(),
});

/** The fields of an actor. */
export const accountSelection = `__typename login avatarUrl url
    ... on User { id databaseId isSiteAdmin } ... on Bot { id databaseId } ... on Organization { id databaseId }
    ... on Mannequin { id databaseId }`;

/** The fields of a user, where GraphQL allows no other actor. */
export const userSelection = '__typename id databaseId login avatarUrl url isSiteAdmin';

/** An account of GraphQL in the format of REST. @param api the root of REST. */
export function accountFromNode(account: z.infer<typeof accountNode>, api: string): Record<string, unknown> {
  const { __typename: type } = account;
  // GraphQL returns the login of a bot without its suffix.
  const suffix = type === 'Bot' && !account.login.endsWith('[bot]') ? '[bot]' : '';
  const login = `${account.login}${suffix}`;
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: account.databaseId,
    node_id: account.id,
    avatar_url: account.avatarUrl,
    gravatar_id: '',
    url,
    html_url: account.url,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: account.isSiteAdmin ?? false,
  };
}

import type { Organization, User } from '@octokit/webhooks-types';
import type { Account, Host } from '../world/model.ts';

/** A user, bot or organisation as GitHub embeds it everywhere. */
export function userShape(host: Host, account: Account): User {
  const login = encodeURIComponent(account.login);
  const url = `${host.api}/users/${login}`;
  const page =
    account.type === 'Bot'
      ? `${host.html}/apps/${account.login.replace('[bot]', '')}`
      : `${host.html}/${login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `${host.avatars}/u/${account.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: page,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** The `organization` next to `repository` in every payload. */
export function organizationShape(host: Host, account: Account): Organization {
  const url = `${host.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${host.avatars}/u/${account.id}?v=4`,
    description: '',
  };
}

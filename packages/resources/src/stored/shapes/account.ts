import { defineShape } from '../shape.ts';

/** The page of a bot is that of its App, so `html_url` is kept. */
export const account = defineShape({
  derived: {
    url: '{api}/users/{login:component}',
    gravatar_id: '',
    followers_url: '{url}/followers',
    following_url: '{url}/following{/other_user}',
    gists_url: '{url}/gists{/gist_id}',
    starred_url: '{url}/starred{/owner}{/repo}',
    subscriptions_url: '{url}/subscriptions',
    organizations_url: '{url}/orgs',
    repos_url: '{url}/repos',
    events_url: '{url}/events{/privacy}',
    received_events_url: '{url}/received_events',
    user_view_type: 'public',
  },
});

import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import type { World } from '../../world/create-world.ts';
import type { Account } from '../../world/model.ts';

/** A single account, in its public form. */
export function publicUserShape(world: World, account: Account): components['schemas']['public-user'] {
  const owned = world.repositories.values().filter(({ owner }) => owner.id === account.id);
  return {
    ...userShape(world.host, account),
    user_view_type: 'public',
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: owned.filter((repository) => !repository.private).toArray().length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: world.app.createdAt,
    updated_at: world.app.createdAt,
  };
}

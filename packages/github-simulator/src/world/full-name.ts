import type { Repository } from './model.ts';

/** `owner/name`, as GitHub's `full_name`. */
export function fullNameOf({ owner, name }: Pick<Repository, 'owner' | 'name'>): string {
  return `${owner.login}/${name}`;
}

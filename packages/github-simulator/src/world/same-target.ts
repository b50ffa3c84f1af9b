import type { HookTarget } from './model.ts';

/** Whether two hooks or runners belong to the same repository, organisation or App. */
export function sameTarget(one: HookTarget, other: HookTarget): boolean {
  if (one.type === 'repository') return other.type === 'repository' && one.repository === other.repository;
  if (one.type === 'organization') return other.type === 'organization' && one.account === other.account;
  return other.type === 'integration';
}

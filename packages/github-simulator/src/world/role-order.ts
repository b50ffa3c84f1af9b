import type { RepositoryRole } from './model.ts';

/** The roles on a repository, the least first. */
export const roleOrder: readonly RepositoryRole[] = ['read', 'triage', 'write', 'maintain', 'admin'];

/** Whether a role includes another one. */
export const includesRole = (role: RepositoryRole | 'none', other: RepositoryRole): boolean =>
  role !== 'none' && roleOrder.indexOf(role) >= roleOrder.indexOf(other);

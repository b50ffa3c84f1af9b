import type { RepositoryRole } from '../world/model.ts';
import { includesRole } from '../world/role-order.ts';

/** A role as the flags of REST and of events. */
export const permissionFlags = (role: RepositoryRole | 'none') => ({
  pull: includesRole(role, 'read'),
  triage: includesRole(role, 'triage'),
  push: includesRole(role, 'write'),
  maintain: includesRole(role, 'maintain'),
  admin: includesRole(role, 'admin'),
});

import type { RepositoryRole, Team } from './model.ts';
import { roleOrder } from './role-order.ts';

/** The greatest role of a team on each of its repositories, by their ids: its own, and those of its parents. */
export function teamAccessOf(team: Team): Map<number, RepositoryRole> {
  const access = new Map<number, RepositoryRole>();
  for (let granted: Team | null = team; granted !== null; granted = granted.parent) {
    for (const [id, role] of granted.repositories) {
      const other = access.get(id);
      if (other === undefined || roleOrder.indexOf(role) > roleOrder.indexOf(other)) access.set(id, role);
    }
  }
  return access;
}

import { type RawBuilder, sql } from 'kysely';

/** Common SQL for tables of objects in a repository: `r` is their repository. */
export const inRepository = {
  from: (table: string): RawBuilder<unknown> =>
    sql`${sql.table(table)} as t left join repositories as r on r.id = t.repository_id`,
  repository: sql<number | null>`t.repository_id`,
  /** Objects of a deleted or untracked repository are not shown; those of an unknown repository are. */
  alive: sql`t.deleted_at is null and r.deleted_at is null and r.untracked_at is null`,
};

/** The columns that `repositoryRef` shows. */
export interface InRepository {
  repository_id: number;
  repository_full_name: string | null;
}

export function repositoryRef(row: InRepository): { id: number; full_name: string | null } {
  return { id: row.repository_id, full_name: row.repository_full_name };
}

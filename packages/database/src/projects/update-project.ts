import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { ProjectSettings } from './create-project.ts';

/**
 * Changes settings of a project; if its watched files or branch change, all its files become due.
 *
 * @returns false if nothing was changed: its repository has another project of that name, or the project does not
 * exist.
 */
export async function updateProject(
  database: Kysely<Database>,
  id: number,
  settings: { [Name in keyof ProjectSettings]?: ProjectSettings[Name] | undefined },
): Promise<boolean> {
  const { name, branch, planPath, manifests } = settings;
  const watched = [
    ...(branch === undefined ? [] : [{ column: sql`branch`, value: sql`${branch}::text` }]),
    ...(planPath === undefined ? [] : [{ column: sql`plan_path`, value: sql`${planPath}::text` }]),
    ...(manifests === undefined ? [] : [{ column: sql`manifests`, value: sql`${manifests}::text[]` }]),
  ];
  const isSettingChanged = sql.join(
    [sql`false`, ...watched.map(({ column, value }) => sql`${column} is distinct from ${value}`)],
    sql` or `,
  );
  const assignments = watched.map(({ column, value }) => sql`${column} = ${value},`);
  const { rows } = await sql`
    update projects as p
       set ${sql.join(assignments, sql` `)}
           name = coalesce(${name ?? null}::text, name),
           is_due = is_due or ${isSettingChanged}, error = case when ${isSettingChanged} then null else error end,
           revision = revision + 1, updated_at = now()
     where id = ${id}
       and not exists (
         select from projects as other
          where other.repository_id = p.repository_id and other.id <> p.id
            and lower(other.name) = lower(${name ?? null}::text))
    returning 1
  `.execute(database);
  return rows.length > 0;
}

import { type Kysely, sql } from 'kysely';
import { mirroredTable } from './mirrored-table.ts';

/** Teams of organisations, and their direct members. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = [
    mirroredTable('teams', {
      key: 'organization_id, id',
      columns: `organization_id bigint not null, id bigint not null, name text, slug text, description text,
        privacy text, notification_setting text, permission text, parent_id bigint`,
      indexes: [
        '(organization_id, id)',
        '(organization_id, name, id)',
        '(organization_id, privacy, name, id)',
        '(organization_id, parent_id, name, id)',
        '(organization_id, slug)',
      ],
    }),
    mirroredTable('team_members', {
      key: 'organization_id, team_id, id',
      columns: `organization_id bigint not null, team_id bigint not null, id bigint not null, login text,
        role text, type text, avatar_url text, html_url text`,
      indexes: [
        '(organization_id, team_id, id)',
        '(organization_id, team_id, login, id)',
        '(organization_id, team_id, role, login, id)',
        // Accounts that nothing refers to are purged.
        '(id)',
      ],
    }),
  ];
  await sql.raw(statements.join(';\n')).execute(database);
}

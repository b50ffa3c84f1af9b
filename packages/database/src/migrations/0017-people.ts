import { type Kysely, sql } from 'kysely';
import { mirroredTable } from './mirrored-table.ts';

const account = 'login text, type text, avatar_url text, html_url text';

/** The repositories that views show, of organisations or of users. */
const shown = 'r.deleted_at is null and r.untracked_at is null';

const roles = `array['read', 'triage', 'write', 'maintain', 'admin']`;

/** The teams below a granted one, and itself: they inherit what it may do. */
const heirs = `lateral (
    with recursive below as (
      select t.id from teams as t
       where t.organization_id = g.organization_id and t.id = g.team_id and t.deleted_at is null
      union
      select child.id from teams as child join below on child.parent_id = below.id
       where child.organization_id = g.organization_id and child.deleted_at is null
    ) select id from below) as heir`;

/** Members of the organisation that owns a repository. */
const members = `repositories as r
    join organization_members as m on m.organization_id = r.owner_id and m.deleted_at is null`;

const grants: readonly string[] = [
  `select r.id, c.id, c.login, c.permission, 'direct', null
     from collaborators as c join repositories as r on r.id = c.repository_id
    where c.deleted_at is null and ${shown}`,
  `select r.id, a.id, a.login, 'admin', 'owner', null
     from repositories as r join accounts as a on a.id = r.owner_id and a.type = 'User' where ${shown}`,
  `select r.id, m.id, m.login, 'admin', 'owner', null from ${members} where m.role = 'admin' and ${shown}`,
  `select r.id, m.id, m.login, o.base_permission, 'organization', null
     from ${members} left join organization_settings as o on o.organization_id = r.owner_id and o.deleted_at is null
    where o.base_permission is distinct from 'none' and ${shown}`,
  `select r.id, m.id, m.login, 'read', 'internal', null from ${members} where r.visibility = 'internal' and ${shown}`,
  `select r.id, m.id, m.login, g.permission, 'team', team.slug
     from team_repositories as g
     join repositories as r on r.id = g.id and r.owner_id = g.organization_id
     cross join ${heirs}
     join teams as team on team.organization_id = g.organization_id and team.id = heir.id
     join team_members as of on of.organization_id = g.organization_id and of.team_id = heir.id and of.deleted_at is null
     join organization_members as m on m.organization_id = g.organization_id and m.id = of.id and m.deleted_at is null
    where g.deleted_at is null and ${shown}`,
];

const views = `
  create view hubtwin.organization_members as
    select a.login as organization, m.id as account_id, m.login, m.role
      from organization_members as m join accounts as a on a.id = m.organization_id where m.deleted_at is null;
  comment on view hubtwin.organization_members is 'one row for each member of an organisation';
  comment on column hubtwin.organization_members.organization is 'login';
  comment on column hubtwin.organization_members.account_id is 'GitHub’s id of the member';
  comment on column hubtwin.organization_members.login is 'of the member';
  comment on column hubtwin.organization_members.role is '\`admin\` for an owner, \`member\`';

  create view hubtwin.repository_grants as
    select r.id as repository_id, r.full_name as repository, g.account_id, g.login, g.permission, g.origin, g.team
      from (${grants.join(' union all ')}) as g (repository_id, account_id, login, permission, origin, team)
      join repositories as r on r.id = g.repository_id;
  comment on view hubtwin.repository_grants is
    'one row for each reason for which a person may access a repository, except that everybody may read a public one';
  comment on column hubtwin.repository_grants.repository_id is 'GitHub’s id of the repository';
  comment on column hubtwin.repository_grants.repository is 'owner/name';
  comment on column hubtwin.repository_grants.account_id is 'GitHub’s id of the person';
  comment on column hubtwin.repository_grants.login is 'of the person';
  comment on column hubtwin.repository_grants.permission is
    '\`read\`, \`triage\`, \`write\`, \`maintain\` or \`admin\`; null: GitHub does not show the base permission of the organisation';
  comment on column hubtwin.repository_grants.origin is
    '\`direct\`, \`team\`, \`organization\` (its base permission), \`internal\` (its visibility) or \`owner\`';
  comment on column hubtwin.repository_grants.team is
    'slug of the team that the person is in, for \`team\`; the grant may be that of a parent';

  create view hubtwin.repository_access as
    select g.repository_id, g.repository, g.account_id, coalesce(a.login, g.login) as login,
           (${roles})[g.rank] as permission, g.origins, g.teams, g.is_outside
      from (select repository_id, repository, account_id, max(login) as login,
                   max(array_position(${roles}, permission)) as rank,
                   array_agg(distinct origin order by origin) as origins,
                   coalesce(array_agg(distinct team order by team) filter (where team is not null), '{}') as teams,
                   exists (
                     select from repositories as r join accounts as o on o.id = r.owner_id and o.type = 'Organization'
                      where r.id = repository_id and not exists (
                        select from organization_members as m
                         where m.organization_id = r.owner_id and m.id = account_id and m.deleted_at is null)) as is_outside
              from hubtwin.repository_grants group by repository_id, repository, account_id) as g
      left join accounts as a on a.id = g.account_id;
  comment on view hubtwin.repository_access is
    'one row for each person who may access a repository, with the greatest permission; everybody may read a public one';
  comment on column hubtwin.repository_access.repository_id is 'GitHub’s id of the repository';
  comment on column hubtwin.repository_access.repository is 'owner/name';
  comment on column hubtwin.repository_access.account_id is 'GitHub’s id of the person';
  comment on column hubtwin.repository_access.login is 'of the person';
  comment on column hubtwin.repository_access.permission is
    'the greatest of \`repository_grants\`, at least; null: GitHub does not show the base permission of the organisation';
  comment on column hubtwin.repository_access.origins is 'as \`origin\` of \`repository_grants\`';
  comment on column hubtwin.repository_access.teams is 'slugs of the teams that grant it';
  comment on column hubtwin.repository_access.is_outside is 'whether the person is no member of the organisation that owns it'`;

/** Members of organisations, their base permissions, what teams may do, and collaborators; and who may access what. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = [
    mirroredTable('collaborators', {
      key: 'repository_id, id',
      columns: `repository_id bigint not null, id bigint not null, permission text, role_name text, ${account}`,
      // Accounts that nothing refers to are purged.
      indexes: ['(repository_id, id)', '(id)'],
    }),
    mirroredTable('organization_settings', {
      key: 'organization_id',
      columns: 'organization_id bigint not null, login text, base_permission text',
    }),
    mirroredTable('organization_members', {
      key: 'organization_id, id',
      columns: `organization_id bigint not null, id bigint not null, role text, ${account}`,
      indexes: [
        '(organization_id, id)',
        '(organization_id, login, id)',
        '(organization_id, role, login, id)',
        '(id)',
      ],
    }),
    mirroredTable('team_repositories', {
      key: 'organization_id, team_id, id',
      columns: `organization_id bigint not null, team_id bigint not null, id bigint not null, permission text,
        role_name text`,
      indexes: ['(organization_id, team_id, id)', '(id)'],
    }),
    views,
  ];
  await sql.raw(statements.join(';\n')).execute(database);
}

import { type Kysely, sql } from 'kysely';

/** Indexes for the filters of lists, in the lists' orders. */
const indexes: Record<string, readonly string[]> = {
  issues: [
    'using gin (lower_all(labels))',
    'using gin (lower_all(assignees))',
    '(repository_id, milestone_number, updated_at, id)',
    '(repository_id, comments, id)',
    '(comments, id)',
  ],
  pull_requests: [
    'using gin (lower_all(labels))',
    'using gin (lower_all(assignees))',
    'using gin (lower_all(requested_reviewers))',
    '(repository_id, milestone_number, updated_at, id)',
    '(repository_id, head_ref, updated_at, id)',
    '(repository_id, base_ref, updated_at, id)',
    '(head_ref, updated_at, id)',
    '(base_ref, updated_at, id)',
    '(repository_id, comments, id)',
    '(comments, id)',
  ],
  repositories: [
    ...['lower(owner_login)', 'lower(language)', 'visibility', 'archived', 'fork'].map(
      (filter) => `(${filter}, lower(full_name), id)`,
    ),
    'using gin (lower_all(topics))',
    '(created_at, id)',
    '(updated_at, id)',
    '(pushed_at, id)',
  ],
  milestones: ['(repository_id, due_on, id)'],
  runners: [
    '(repository_id, busy, id, scope)',
    '(busy, id, scope)',
    '(name, id, scope)',
    'using gin (lower_all(labels))',
  ],
  workflow_runs: [
    ...[
      '',
      'status, ',
      'conclusion, ',
      'head_branch, ',
      'event, ',
      'lower(actor_login), ',
      'head_sha, ',
    ].flatMap((filter) => [`(repository_id, ${filter}created_at, id)`, `(${filter}created_at, id)`]),
    '(repository_id, workflow_id, created_at, id)',
  ],
};

/** Indexes of runs ordered by id. */
const replaced = ['status', 'conclusion', 'head_branch'].flatMap((filter) => [
  `workflow_runs_repository_id_${filter}_id_idx`,
  `workflow_runs_${filter}_id_idx`,
]);

export async function up(database: Kysely<unknown>): Promise<void> {
  // Names of labels and logins are case-insensitive.
  await sql`
    create function lower_all(texts text[]) returns text[] language sql immutable parallel safe strict
      return array(select lower(text) from unnest(texts) as text)
  `.execute(database);
  for (const table of ['issues', 'pull_requests']) {
    await sql`
      create index ${sql.id(`${table}_unassigned`)} on ${sql.table(table)} (repository_id, updated_at, id)
       where deleted_at is null and coalesce(cardinality(assignees), 0) = 0
    `.execute(database);
  }
  for (const index of replaced) await sql`drop index ${sql.id(index)}`.execute(database);
  const statements = Object.entries(indexes).flatMap(([table, columns]) =>
    columns.map((each) => `create index on ${table} ${each} where deleted_at is null`),
  );
  await sql.raw(statements.join(';\n')).execute(database);
  // The planner has no statistics of expressions in partial indexes.
  await sql`
    create statistics issues_labels on (lower_all(labels)) from issues;
    create statistics issues_assignees on (lower_all(assignees)) from issues;
    create statistics pull_requests_labels on (lower_all(labels)) from pull_requests;
    create statistics pull_requests_assignees on (lower_all(assignees)) from pull_requests;
    create statistics pull_requests_reviewers on (lower_all(requested_reviewers)) from pull_requests;
    create statistics workflow_runs_actors on (lower(actor_login)) from workflow_runs
  `.execute(database);
}

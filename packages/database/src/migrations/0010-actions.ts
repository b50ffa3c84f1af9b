import { type Kysely, sql } from 'kysely';

/** Filters of the lists of jobs that the default order is read with, and those whose matches are looked for. */
const states = ['', 'status, ', 'conclusion, '];
const searched = ['runner_name', 'workflow_name'];

const jobIndexes = [
  ...states.flatMap((filter) => [`(repository_id, ${filter}created_at, id)`, `(${filter}created_at, id)`]),
  '(repository_id, id)',
  ...searched.map((filter) => `(${filter}, created_at, id)`),
  'using gin (lower_all(labels))',
];

/** Lists of jobs across repositories. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const statements = jobIndexes.map(
    (index) => `create index on workflow_jobs ${index} where deleted_at is null`,
  );
  await sql.raw(statements.join(';\n')).execute(database);
  await sql`
    -- The planner has no statistics of expressions from partial indexes.
    create statistics workflow_jobs_labels on (lower_all(labels)) from workflow_jobs
  `.execute(database);
}

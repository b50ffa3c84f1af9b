import type { DatabaseConnection } from '@hubtwin/database';

/** How many jobs carry a delivery: nobody takes jobs in these tests, so all that were ever enqueued are there. */
export async function countJobs({ pool }: DatabaseConnection, guid: string): Promise<number> {
  const { rows } = await pool.query<{ jobs: number }>(
    'select count(*) as jobs from bullmq.job where position($1 in data::text) > 0',
    [guid],
  );
  return rows[0]?.jobs ?? 0;
}

import type { DatabaseConnection } from '@hubtwin/database';

/** How many jobs contain a delivery: no worker runs in these tests, so all enqueued jobs are present. */
export async function countJobs({ pool }: DatabaseConnection, guid: string): Promise<number> {
  const { rows } = await pool.query<{ jobs: number }>(
    'select count(*) as jobs from bullmq.job where position($1 in data::text) > 0',
    [guid],
  );
  return rows[0]?.jobs ?? 0;
}

import type { DatabaseConnection } from '@hubtwin/database';

/** @param from the SQL after `from`. */
export async function countRows({ pool }: DatabaseConnection, from: string): Promise<number> {
  return Number((await pool.query(`select count(*) as count from ${from}`)).rows[0].count);
}

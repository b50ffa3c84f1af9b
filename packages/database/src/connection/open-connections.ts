import type { Pool } from 'pg';

/**
 * Opens connections before the first load: each needs an authentication, which is slow by design. An unavailable
 * database is not an error here; its first use will fail.
 */
export async function openConnections(pool: Pool, count: number): Promise<void> {
  const clients = await Promise.allSettled(Array.from({ length: count }, () => pool.connect()));
  for (const client of clients) if (client.status === 'fulfilled') client.value.release();
}

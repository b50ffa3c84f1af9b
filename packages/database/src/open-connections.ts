import type { Pool } from 'pg';

/**
 * Opens connections ahead of the first load: each costs an authentication, which is made slow on purpose.
 * A database that is away is no error here; it is one where it is used.
 */
export async function openConnections(pool: Pool, count: number): Promise<void> {
  const clients = await Promise.allSettled(Array.from({ length: count }, () => pool.connect()));
  for (const client of clients) if (client.status === 'fulfilled') client.value.release();
}

import pg from 'pg';

/** Uses a connection of its own. @throws if it cannot be opened, or breaks while it is used. */
export async function withPostgres<Result>(
  options: pg.ClientConfig,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  // What a broken connection interrupts rejects as well; without a listener it would also end the process.
  const client = new pg.Client(options).on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

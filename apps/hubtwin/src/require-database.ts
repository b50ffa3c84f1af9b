import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { CommandError, exitCodes } from './command-error.ts';
import { reasonOf } from './reason-of.ts';

export const databaseRemedy =
  'Start it (hubtwin up starts its own), or correct DATABASE_URL: host, port, user, password, database.';

/** @throws CommandError if the database does not answer. */
export async function requireDatabase(database: Kysely<Database>): Promise<void> {
  await sql`select 1`.execute(database).catch((cause: unknown) => {
    throw new CommandError(`Postgres cannot be reached: ${reasonOf(cause)}.`, {
      code: 'database_unavailable',
      exitCode: exitCodes.database,
      remedy: databaseRemedy,
      cause,
    });
  });
}

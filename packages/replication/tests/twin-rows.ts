import { type Observation, storeObservations } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { createTestDatabase } from '@hubtwin/test-kit';
import { sql } from 'kysely';

export type Rows = Partial<Record<string, Record<string, unknown>[]>>;

/** A database that is emptied after each application. */
export interface TwinRows extends AsyncDisposable {
  /** The rows after applying each batch separately, in this order. */
  rowsAfter(batches: readonly (readonly Observation[])[]): Promise<Rows>;
}

/** @param omit metadata that depends on the last observation, besides `synced_at`. */
export async function openTwinRows(omit: readonly string[] = []): Promise<TwinRows> {
  const connection = await createTestDatabase({ poolMax: 2 });
  const { database } = connection;
  const isLeft = (name: string) => name !== 'synced_at' && !omit.includes(name);
  const tables = new Map(resources.map(({ table, key }) => [table, key]));
  return {
    async rowsAfter(batches) {
      for (const observations of batches) {
        await storeObservations(database, observations);
      }
      const rows: Rows = {};
      for (const [table, key] of tables) {
        const order = sql.join(key.map((name) => sql.ref(name)));
        const stored = sql<Record<string, unknown>>`select * from ${sql.table(table)} order by ${order}`;
        rows[table] = (await stored.execute(database)).rows.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => isLeft(name))),
        );
        await sql`delete from ${sql.table(table)}`.execute(database);
      }
      return rows;
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}

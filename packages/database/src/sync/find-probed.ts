import type { Probe, ProbedRow } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

interface ObjectsOf {
  table: string;
  probe: Pick<Probe, 'key' | 'columns' | 'rawKeys'>;
}

/** Identifies an object: its key within its repository. */
export interface ProbedKey {
  repositoryId: number;
  key: number | string;
}

/** @returns the values that a probe compares, of the stored ones among these objects. */
export async function findProbed(
  database: Kysely<Database>,
  { table, probe: { key, columns, rawKeys } }: ObjectsOf,
  objects: readonly ProbedKey[],
): Promise<(ProbedKey & { values: ProbedRow })[]> {
  if (objects.length === 0) return [];
  const selected = [
    ...columns.map((column) => sql`${sql.ref(`t.${column}`)}`),
    ...rawKeys.map((name) => sql`t.raw -> ${sql.lit(name)} as ${sql.ref(name)}`),
  ];
  const repositoryIds = [...new Set(objects.map(({ repositoryId }) => repositoryId))];
  const keys = [...new Set(objects.map((object) => object.key))];
  const { rows } = await sql<
    { probed_repository: number; probed_key: number | string } & Record<string, unknown>
  >`
    select t.repository_id as probed_repository, ${sql.ref(`t.${key}`)} as probed_key, ${sql.join(selected)}
      from ${sql.table(table)} as t
     where ${sql.ref(`t.${key}`)} = any(${keys}::${key === 'name' ? sql`text` : sql`bigint`}[]) and t.repository_id = any(${repositoryIds}::bigint[])
       and t.deleted_at is null
  `.execute(database);
  return rows.map(({ probed_repository, probed_key, ...values }) => ({
    repositoryId: probed_repository,
    key: probed_key,
    values,
  }));
}

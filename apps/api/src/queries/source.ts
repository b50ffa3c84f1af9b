import { type Database, restoreObjects } from '@hubtwin/database';
import type { JsonObject, Resource } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';

/** The rows of a kind of object, and their representation in the API. */
export interface Source<Row, Item> {
  /** The table as `t`, with its joins. */
  from: RawBuilder<unknown>;
  columns: RawBuilder<unknown>;
  present(row: Row): Item;
}

/** Rows that contain GitHub's own objects. */
export interface OriginalSource<Row, Item> extends Source<Row, Item> {
  /** How they are stored, and the repository that they belong to. */
  stored: Pick<Resource, 'shape'> & { repositoryId: RawBuilder<number | null> };
  /** What an item shows of GitHub's object, beside the columns. */
  presentOriginal?(raw: JsonObject): object;
}

/** A row as selected by `columns`: without the internal columns of the write path. */
export type RowOf<Table extends keyof Database> = Omit<
  Selectable<Database[Table]>,
  | 'raw'
  | 'version'
  | 'key_versions'
  | 'whole_clock'
  | 'deletion_clock'
  | 'deletion_found_at'
  | 'present_clock'
  | 'claim'
  | 'refetch_reasons'
  | 'fetched_at'
  | 'deleted_at'
>;

/** Reads the single row that matches a condition. */
export async function selectItem<Row, Item>(
  database: Kysely<Database>,
  source: Source<Row, Item>,
  condition: RawBuilder<unknown>,
): Promise<Item | undefined> {
  const { rows } = await sql<Row>`
    select ${source.columns} from ${source.from} where ${condition} limit 1
  `.execute(database);
  return rows.map((row) => source.present(row))[0];
}

/** Like `selectItem`, with GitHub's own object. */
export async function selectItemWithRaw<Row, Item>(
  database: Kysely<Database>,
  source: OriginalSource<Row, Item>,
  condition: RawBuilder<unknown>,
): Promise<(Item & { raw: unknown }) | undefined> {
  const { rows } = await sql<Row & { original_repository_id: number | null; raw: JsonObject }>`
    select ${source.columns}, ${source.stored.repositoryId} as original_repository_id, t.raw from ${source.from} where ${condition} limit 1
  `.execute(database);
  const [row] = rows;
  if (row === undefined) return undefined;
  const stored = { repositoryId: row.original_repository_id, raw: row.raw };
  const [raw] = await restoreObjects(database, source.stored, [stored]);
  return { ...source.present(row), ...(raw && source.presentOriginal?.(raw)), raw };
}

/** The table of a resource: its own columns, and the indexes beside its primary key. */
export interface MirroredTable {
  columns: string;
  key: string;
  /** For lists, which exclude deleted rows. */
  indexes?: readonly string[];
  /** For look-ups, which include deleted rows. */
  lookups?: readonly string[];
}

/** The metadata columns of every mirrored row; `docs/architecture.md` explains them. */
const observed = `
  raw jsonb not null,
  version text collate "C" not null,
  key_versions jsonb,
  whole_clock text collate "C",
  present_clock text collate "C",
  deletion_clock text collate "C",
  deletion_found_at timestamptz,
  claim jsonb,
  refetch_reasons jsonb,
  source text not null,
  fetched_at timestamptz,
  synced_at timestamptz not null,
  deleted_at timestamptz`;

/** @returns the statements that create the table and its indexes. */
export const mirroredTable = (
  table: string,
  { columns, key, indexes = [], lookups = [] }: MirroredTable,
): string =>
  [
    `create table ${table} (${columns}, ${observed}, primary key (${key})) with (fillfactor = 90)`,
    ...indexes.map((each) => `create index on ${table} ${each} where deleted_at is null`),
    ...lookups.map((each) => `create index on ${table} ${each}`),
    // Objects to fetch from GitHub, because deliveries alone are not reliable.
    `create index ${table}_uncertain on ${table} (synced_at) where refetch_reasons is not null`,
  ].join(';\n');

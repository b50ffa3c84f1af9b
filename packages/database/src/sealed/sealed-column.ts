/** A column of ciphertexts. Its table, its name and the row's key are what they are bound to. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The primary key. */
  key: string;
  keyType: 'bigint' | 'text' | 'uuid';
}

/** Every column that holds secrets; rotation goes over all of them. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'webhook_configs', column: 'secret', key: 'id', keyType: 'bigint' },
  { table: 'webhook_configs', column: 'other_secret', key: 'id', keyType: 'bigint' },
  { table: 'repository_tokens', column: 'token', key: 'repository_id', keyType: 'bigint' },
];

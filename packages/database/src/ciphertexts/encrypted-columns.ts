/** A column of ciphertexts, which are bound to its table, its name and the row's key. */
export interface CiphertextColumn {
  table: string;
  column: string;
  /** The primary key. */
  key: string;
  keyType: 'bigint' | 'text' | 'uuid';
}

/** All columns with secrets; key rotation processes each of them. */
export const encryptedColumns: readonly CiphertextColumn[] = [
  { table: 'webhook_configs', column: 'secret', key: 'id', keyType: 'bigint' },
  { table: 'webhook_configs', column: 'other_secret', key: 'id', keyType: 'bigint' },
  { table: 'repository_tokens', column: 'token', key: 'repository_id', keyType: 'bigint' },
];

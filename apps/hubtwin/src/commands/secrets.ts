import { rotateSecrets } from '@hubtwin/replication';
import { formatColumns } from '../format-columns.ts';
import { openTwin } from '../open-twin.ts';
import { printJson } from '../print-json.ts';
import { UsageError } from '../usage-error.ts';

/** `hubtwin secrets rotate`: encrypts stored secrets under the current key; the exit code is 1 if some cannot be read. */
export async function rotateSecretsCommand({ json }: { json: boolean }): Promise<void> {
  await using twin = await openTwin();
  const { database, keys } = twin;
  if (keys === null) throw new UsageError('Set ENCRYPTION_KEYS: the new key first, then the old ones.');
  const columns = await rotateSecrets({ database, keys });
  if (json) printJson({ currentKey: keys.currentId, columns });
  else {
    console.log(`Under the key ${keys.currentId}:`);
    const rows = columns.map(({ table, column, rotated, unreadable }) => [
      `${table}.${column}`,
      rotated,
      'rotated',
      unreadable,
      'unreadable',
    ]);
    console.log(formatColumns(rows));
  }
  if (columns.some(({ unreadable }) => unreadable > 0)) process.exitCode = 1;
}

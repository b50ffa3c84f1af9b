import type { Database } from '@hubtwin/database';
import { type BulkheadPolicy, bulkhead } from 'cockatiel';
import { type Kysely, sql } from 'kysely';
import { decodeForm } from './decode-form.ts';
import { createJsonChecker } from './json-checker.ts';

/** The description of a stored body for its reader. */
export interface StoredBody {
  guid: string;
  bytes: number;
  contentType: string;
  /** Aborted when the client disconnects: reading then ends early. */
  isDisconnected(): boolean;
}

/** Reads payloads that are too large to be parsed, with constant memory. */
export interface PayloadReader {
  /** Whether the body is a JSON object that may be shown. Reads the whole body. */
  isShown(body: StoredBody): Promise<boolean>;
  /** The original JSON text of the payload, in chunks. */
  read(body: StoredBody): AsyncIterable<Buffer>;
}

/** Postgres decompresses a body from its start for each chunk: fewer chunks cost less time and more memory. */
const pieceBytes = 1_048_576;
/** Each briefly takes several times the size of a chunk. */
const piecesAtOnce = 2;

export function createPayloadReader(database: Kysely<Database>): PayloadReader {
  const turns = bulkhead(piecesAtOnce, Number.POSITIVE_INFINITY);

  const read = (body: StoredBody) => {
    const pieces = readPieces(database, turns, body);
    return body.contentType.startsWith('application/x-www-form-urlencoded') ? decodeForm(pieces) : pieces;
  };
  return {
    read,
    async isShown(body) {
      const checker = createJsonChecker();
      for await (const piece of read(body)) if (!checker.push(piece)) return false;
      return checker.end();
    },
  };
}

async function* readPieces(
  database: Kysely<Database>,
  turns: BulkheadPolicy,
  { guid, bytes, isDisconnected }: StoredBody,
): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes && !isDisconnected(); start += pieceBytes) {
    const { rows } = await turns.execute(() =>
      // As base64, because the driver reads bytes as hexadecimal, which is half as large again.
      sql<{ piece: string }>`
        select encode(substring(b.body from ${start + 1}::int for ${pieceBytes}::int), 'base64') as piece
          from webhook_deliveries as t join webhook_bodies as b using (guid, received_at)
         where t.guid = ${guid}
      `.execute(database),
    );
    const [row] = rows;
    if (row === undefined) throw new Error('retention dropped the body while it was read');
    yield Buffer.from(row.piece, 'base64');
  }
}

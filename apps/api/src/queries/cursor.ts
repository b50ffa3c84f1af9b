import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ProblemError } from '../problem-error.ts';
import { type SortTypeName, sortTypes } from './sort-types.ts';

interface SortValue {
  type: SortTypeName;
  nullable?: boolean;
}

/** The sort values of the last row of a page, as text. */
export type Position = readonly (string | null)[];

const encoded = z.tuple([z.string()], z.string().nullable());

/** Creates a cursor that only the list described by `binding` accepts. */
export function encodeCursor(binding: unknown, position: Position): string {
  return Buffer.from(JSON.stringify([checksum(binding, position), ...position])).toString('base64url');
}

/**
 * Reads a cursor of the list described by `binding`. It is neither a secret nor a permission: it only contains
 * the start of a page, so a checksum protects it against accidental changes, and its values are checked by type.
 *
 * @throws ProblemError `invalid_cursor` for every text that `encodeCursor` did not create for this list.
 */
export function decodeCursor(binding: unknown, order: readonly SortValue[], cursor: string): Position {
  const parsed = encoded.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) {
    const [, ...position] = parsed.data;
    const fits = order.every(({ type, nullable }, at) => {
      const value = position[at];
      return typeof value === 'string' ? sortTypes[type].isValid(value) : nullable === true && value === null;
    });
    // Also differs where only the encoding does: decoding ignores what is not base64.
    if (fits && position.length === order.length && encodeCursor(binding, position) === cursor)
      return position;
  }
  throw new ProblemError(
    'invalid_cursor',
    'Pass next_cursor unchanged, to the same route with the same filters.',
  );
}

function checksum(binding: unknown, position: Position): string {
  return createHash('sha256')
    .update(JSON.stringify([binding, position]))
    .digest('base64url')
    .slice(0, 12);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

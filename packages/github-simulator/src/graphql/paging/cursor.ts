import { githubError } from '../github-error.ts';

/** The position of a row in its connection: its sort key, then its id. */
export type Position = readonly [key: string | number, id: string | number];

const prefix = 'cursor:v2:';

export function encodeCursor(position: Position): string {
  return Buffer.from(prefix + JSON.stringify(position)).toString('base64');
}

/** @throws GraphQLError of type `INVALID_CURSOR_ARGUMENTS`. */
export function decodeCursor(cursor: string): Position {
  const text = Buffer.from(cursor, 'base64').toString();
  try {
    const position: unknown = text.startsWith(prefix) ? JSON.parse(text.slice(prefix.length)) : null;
    if (isPosition(position)) return position;
  } catch {
    // Not JSON: rejected below.
  }
  throw githubError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
}

function isPosition(value: unknown): value is Position {
  const parts: unknown[] = Array.isArray(value) ? value : [];
  return parts.length === 2 && parts.every((part) => typeof part === 'string' || typeof part === 'number');
}

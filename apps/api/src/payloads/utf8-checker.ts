import { isUtf8 } from 'node:buffer';

/** Validates a UTF-8 text that arrives in chunks. */
export interface Utf8Checker {
  push(piece: Buffer): boolean;
  /** Whether the last character is complete. */
  end(): boolean;
}

export function createUtf8Checker(): Utf8Checker {
  /** The start of a character that was cut at the end of the last chunk. */
  let cut = Buffer.alloc(0);
  return {
    push(piece) {
      let start = 0;
      if (cut.length > 0) {
        start = Math.min(piece.length, lengthOf(cut[0] ?? 0) - cut.length);
        cut = Buffer.concat([cut, piece.subarray(0, start)]);
        if (cut.length < lengthOf(cut[0] ?? 0)) return true;
        if (!isUtf8(cut)) return false;
      }
      const end = lastStart(piece, start);
      cut = Buffer.from(piece.subarray(end));
      return isUtf8(piece.subarray(start, end));
    },
    end: () => cut.length === 0,
  };
}

/** The length of a character, by its first byte. */
const lengthOf = (first: number) => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1);

/** The start of the last character if it is incomplete; else the end. */
function lastStart(piece: Buffer, start: number): number {
  for (let at = piece.length - 1; at >= start && at > piece.length - 4; at -= 1) {
    const byte = piece[at] ?? 0;
    if (byte >= 0xc0) return at + lengthOf(byte) > piece.length ? at : piece.length;
    if (byte < 0x80) break;
  }
  return piece.length;
}

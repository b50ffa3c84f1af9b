import { isUtf8 } from 'node:buffer';

/** Checks a text in UTF-8 that arrives in pieces. */
export interface Utf8Checker {
  push(piece: Buffer): boolean;
  /** Whether the last character was whole. */
  end(): boolean;
}

export function createUtf8Checker(): Utf8Checker {
  /** The beginning of a character that the last piece cut. */
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

/** Of a character, by its first byte. */
const lengthOf = (first: number) => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1);

/** Where the last character begins, if it is not whole; else the end. */
function lastStart(piece: Buffer, start: number): number {
  for (let at = piece.length - 1; at >= start && at > piece.length - 4; at -= 1) {
    const byte = piece[at] ?? 0;
    if (byte >= 0xc0) return at + lengthOf(byte) > piece.length ? at : piece.length;
    if (byte < 0x80) break;
  }
  return piece.length;
}

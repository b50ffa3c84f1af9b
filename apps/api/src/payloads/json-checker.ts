import { createUtf8Checker } from './utf8-checker.ts';

/** Validates a JSON text that arrives in chunks, with constant memory. */
export interface JsonChecker {
  /** @returns false once the text cannot become valid any more. */
  push(piece: Buffer): boolean;
  /** Whether the text was valid, and an object. */
  end(): boolean;
}

/** What may come next. */
type Place =
  | 'object' // the object that the text is
  | 'value'
  | 'value or end' // right behind a bracket
  | 'key'
  | 'key or end' // right behind a brace
  | 'colon'
  | 'comma or end'
  | 'nothing';

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const scalarShape = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;
const escapes = new Set(Buffer.from('"\\/bfnrtu'));
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isPlain = (byte = 0) => byte >= 0x20 && byte !== quote && byte !== backslash;
const isHex = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
/** Longer numbers are not useful, and would have to be kept in memory. */
const maxScalar = 1_000;

/**
 * @param maxDepth how deep lists and objects may be nested: recursive JSON parsers fail beyond.
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function createJsonChecker({ maxDepth = 1_000 } = {}): JsonChecker {
  const utf8 = createUtf8Checker();
  /** The closing byte of each list and object that is open. */
  const open: number[] = [];
  let place: Place = 'object';
  let isValid = true;
  let string: 'none' | 'text' | 'escape' | 'unicode' = 'none';
  let hexDigits = 0;
  let isScalar = false;
  /** The part of a number or a literal in the chunks so far. */
  let scalar = '';

  const endValue = () => {
    place = open.length === 0 ? 'nothing' : 'comma or end';
    return true;
  };
  const endScalar = () => {
    const isKnown = scalarShape.test(scalar);
    scalar = '';
    isScalar = false;
    return isKnown && endValue();
  };
  const endString = () => {
    string = 'none';
    if (place === 'key' || place === 'key or end') place = 'colon';
    else endValue();
  };
  /** @returns the index after the part of the string in this chunk, or -1. */
  const readString = (piece: Buffer, start: number): number => {
    for (let at = start; at < piece.length; at += 1) {
      if (string === 'text') while (isPlain(piece[at])) at += 1;
      if (at === piece.length) break;
      const byte = piece[at] ?? 0;
      if (string === 'text') {
        if (byte === quote) {
          endString();
          return at + 1;
        }
        if (byte === backslash) string = 'escape';
        else return -1;
      } else if (string === 'escape') {
        if (!escapes.has(byte)) return -1;
        hexDigits = 0;
        string = byte === 0x75 ? 'unicode' : 'text';
      } else {
        if (!isHex(byte)) return -1;
        hexDigits += 1;
        if (hexDigits === 4) string = 'text';
      }
    }
    return piece.length;
  };
  const enter = (byte: number) => {
    open.push(byte === openBrace ? closeBrace : closeBracket);
    place = byte === openBrace ? 'key or end' : 'value or end';
    return open.length <= maxDepth;
  };
  const readPunctuation = (byte: number): boolean => {
    const mayEnd = place === 'comma or end' || place === 'key or end' || place === 'value or end';
    if (byte === closeBrace || byte === closeBracket) return mayEnd && open.pop() === byte && endValue();
    if (place === 'object') return byte === openBrace && enter(byte);
    if (place === 'colon') {
      place = 'value';
      return byte === colon;
    }
    if (place === 'comma or end') {
      place = open.at(-1) === closeBrace ? 'key' : 'value';
      return byte === comma;
    }
    const isValue = place === 'value' || place === 'value or end';
    if (byte === quote && (isValue || place === 'key' || place === 'key or end')) {
      string = 'text';
      return true;
    }
    if (!isValue) return false;
    if (byte === openBrace || byte === openBracket) return enter(byte);
    isScalar = true;
    return true;
  };
  const isDelimiter = (byte = 0) =>
    isSpace(byte) || byte === comma || byte === closeBrace || byte === closeBracket;

  const read = (piece: Buffer): boolean => {
    for (let at = 0; at < piece.length; ) {
      if (string !== 'none') {
        at = readString(piece, at);
        if (at < 0) return false;
        continue;
      }
      if (isScalar) {
        const start = at;
        while (at < piece.length && !isDelimiter(piece[at])) at += 1;
        if (scalar.length + at - start > maxScalar) return false;
        scalar += piece.toString('latin1', start, at);
        if (at === piece.length) break;
        if (!endScalar()) return false;
      }
      const byte = piece[at] ?? 0;
      if (!isSpace(byte) && !readPunctuation(byte)) return false;
      // The first byte of a scalar is part of its text.
      if (!isScalar) at += 1;
    }
    return true;
  };
  return {
    push(piece) {
      isValid &&= utf8.push(piece) && read(piece);
      return isValid;
    },
    end: () => isValid && utf8.end() && place === 'nothing',
  };
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJsonChecker } from './json-checker.ts';

/** Of one to four bytes, and those that JSON escapes. */
const stringUnit = fc.constantFrom('a', '"', '\\', '/', '\n', '\u0000', 'é', '€', '🦄', '\ud800');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function check(text: Buffer, pieceBytes = text.length): boolean {
  const checker = createJsonChecker();
  for (let at = 0; at < text.length; at += pieceBytes) checker.push(text.subarray(at, at + pieceBytes));
  return checker.end();
}

function isObject(text: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(utf8.decode(text));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

test('every JSON object is valid, in pieces of any size', () => {
  const json = fc.json({ stringUnit, maxDepth: 6 }).map((value) => `{"a": ${value}}`);
  fc.assert(
    fc.property(json, fc.integer({ min: 1, max: 9 }), (text, pieceBytes) => {
      const bytes = Buffer.from(text);
      expect(check(bytes, pieceBytes)).toBe(isObject(bytes));
    }),
    { numRuns: 300 },
  );
});

test('what JSON.parse makes an object of is valid, and nothing else, whatever was changed in it', () => {
  const json = fc.json({ stringUnit }).map((value) => Buffer.from(`{"a":${value},"b":[1.5e-3,{}]}`));
  const marks = fc.constantFrom(...Buffer.from('{}[]:,"\\u0 1-.eEtrfn\n\u0000é'));
  const change = fc.tuple(fc.nat(), fc.oneof(marks, fc.nat({ max: 255 })), fc.constantFrom(0, 1));
  fc.assert(
    fc.property(
      json,
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 9 }),
      (sent, changes, pieceBytes) => {
        let text = sent;
        for (const [where, byte, replaced] of changes) {
          const at = where % (text.length + 1);
          text = Buffer.concat([text.subarray(0, at), Buffer.from([byte]), text.subarray(at + replaced)]);
        }
        expect(check(text, pieceBytes), text.toString('latin1')).toBe(isObject(text));
      },
    ),
    { numRuns: 5_000 },
  );
});

test.each([
  ['nothing', '', false],
  ['space around it', ' \n{"a":1}\r\n\t', true],
  ['a list', '[]', false],
  ['two objects', '{}{}', false],
  ['a comma before the end', '{"a":1,}', false],
  ['a list that ends as an object', '{"a":[}', false],
  ['a number with a leading zero', '{"a":01}', false],
  ['half a surrogate pair, as JSON.parse takes it', '{"a":"\\ud800"}', true],
  ['nested 999 deep', `{"a":${'['.repeat(999)}${']'.repeat(999)}}`, true],
  ['nested 1,000 deep', `{"a":${'['.repeat(1_000)}${']'.repeat(1_000)}}`, false],
  ['opened a million times', `{"a":${'['.repeat(1_000_000)}`, false],
])('%s', (_, text, expected) => {
  expect(check(Buffer.from(text))).toBe(expected);
});

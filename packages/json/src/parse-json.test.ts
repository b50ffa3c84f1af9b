import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

test('JSON with exact numbers and storable text is parsed like JSON.parse does', () => {
  const unit = fc.constantFrom('a', '"', '\\', '\n', 'é', '🦄');
  fc.assert(
    fc.property(fc.json({ stringUnit: unit }), (text) => {
      fc.pre(!/\d{16}/.test(text));
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', '9007199254740993'],
  ['-9007199254740993', '-9007199254740993'],
  ['[1999999999999999999,1]', ['1999999999999999999', 1]],
  ['[1, -1999999999999999999]', [1, '-1999999999999999999']],
  ['{"id" :\n1999999999999999999}', { id: '1999999999999999999' }],
  ['1e300', 1e300],
  ['0.12345678901234567', Number('0.12345678901234567')],
  ['123456789012345678.5', Number('123456789012345678.5')],
  ['{"__proto__":{"id":18446744073709551617}}', JSON.parse('{"__proto__":{"id":"18446744073709551617"}}')],
  ['"1999999999999999999"', '1999999999999999999'],
])('%s is exact', (text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});

test.each([
  ['"a\\u0000b"', 'a\ufffdb'],
  ['"\\ud800"', '\ufffd'],
  ['"\\ud83e\\udd84"', '🦄'],
  ['{"\\u0000":["\\uDFFF",{"a":"\\u0000"}]}', { '\ufffd': ['\ufffd', { a: '\ufffd' }] }],
  ['"\\\\u0000"', '\\u0000'],
])('%s can be stored', (text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});

test('deep nesting is parsed', () => {
  const depth = 200_000;
  expect(() => parseJson(`${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}`)).not.toThrow();
});

test('invalid JSON is an error', () => {
  for (const text of ['', '{', '01', '{"a":1}}']) expect(() => parseJson(text)).toThrow(SyntaxError);
});

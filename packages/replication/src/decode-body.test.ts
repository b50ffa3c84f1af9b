import { UnusableDeliveryError } from '@hubtwin/resources';
import { createTestDatabase } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBody } from './decode-body.ts';

const json = (text: string | Buffer) => decodeBody('application/json', Buffer.from(text));
const form = (text: string) =>
  decodeBody('application/x-www-form-urlencoded; charset=utf-8', Buffer.from(text));

test('a JSON body is its payload', () => {
  expect(json('{"action":"opened","n":1.5,"title":"Grüße 🦄"}')).toEqual({
    action: 'opened',
    n: 1.5,
    title: 'Grüße 🦄',
  });
});

test('the payload of a form is its field "payload", decoded', () => {
  const payload = { title: 'a+b & c=d % 🦄', n: 1 };
  const fields = new URLSearchParams({ other: '{}', payload: JSON.stringify(payload) });
  expect(form(fields.toString())).toEqual(payload);
});

test.each([
  ['an empty body', () => json('')],
  ['text that is not JSON', () => json('{"a":')],
  ['a list', () => json('[{"action":"opened"}]')],
  ['null', () => json('null')],
  ['a string', () => json('"text"')],
  ['bytes that are not UTF-8', () => json(Buffer.from('7b2261223a22fffe227d', 'hex'))],
  ['a surrogate encoded as bytes', () => json(Buffer.from('7b2261223a22eda080227d', 'hex'))],
  ['a form without a payload', () => form('other=1')],
  ['a form whose payload is a list', () => form('payload=%5B%5D')],
  ['a body with too many values for the memory', () => json(`{"a":[${'{},'.repeat(8_000_000)}0]}`)],
  ['a form of so many values', () => form(`payload={"a":[${'0,'.repeat(2_000_000)}0]}`)],
  ['a form that says it is JSON', () => json('payload=%7B%7D')],
])('%s is unusable', (_, decode) => {
  expect(decode).toThrow(UnusableDeliveryError);
});

test('a long text is one value, whatever characters it has', () => {
  const title = '{"[,\\"'.repeat(1_000_000);
  expect(json(JSON.stringify({ title }))).toEqual({ title });
});

test('what Postgres cannot store is replaced by U+FFFD, in values and in keys, and the rest is kept', () => {
  expect(
    json('{"a":"x\\u0000y","b":["\\ud800","\\uDC00z"],"k\\u0000":{"\\udfff":1},"pair":"\\ud83e\\udd84"}'),
  ).toEqual({
    a: 'x\ufffdy',
    b: ['\ufffd', '\ufffdz'],
    'k\ufffd': { '\ufffd': 1 },
    pair: '🦄',
  });
});

const megabytes = 24_000_000;
const many = (unit: string) => unit.repeat(megabytes / unit.length);
test.each([
  ['a list of millions', `{"a":[${many('1,')}1]}`],
  ['as many objects', `{"a":[${many('{},')}1]}`],
  ['as many brackets', `{"a":${many('[')}`],
  ['a depth of 2,000', `{"a":${'['.repeat(2_000)}${']'.repeat(2_000)},"b":"${'b'.repeat(65_536)}"}`],
  ['a million keys', `{${Array.from({ length: 1_000_000 }, (_, n) => `"k${n}":1,`).join('')}"z":1}`],
  ['a list of millions with U+0000', `{"b":"\\u0000","a":[${many('1,')}1]}`],
  ['escaped quotes', `{"a":"${many('\\"')}`],
  ['backslashes', `{"a":"${many('\\')}`],
])('%s is unusable within a second', (_, text) => {
  const body = Buffer.from(text);
  const before = process.threadCpuUsage();
  expect(() => decodeBody('application/json', body)).toThrow(UnusableDeliveryError);
  const { user, system } = process.threadCpuUsage(before);
  expect(user + system).toBeLessThan(1_000_000);
});

test('a small deeply nested payload is cleaned like any other', () => {
  const depth = 20_000;
  expect(json(`{"a":${'['.repeat(depth)}${']'.repeat(depth)},"b":"\\u0000"}`)).toHaveProperty('b', '\ufffd');
});

test('brackets and commas in strings are not limited', () => {
  const title = `${'[{,:'.repeat(20_000)}\\"`;
  expect(json(JSON.stringify({ title, other: '[' }))).toEqual({ title, other: '[' });
});

test('any payload that decodes can be stored as jsonb and is read back unchanged', async () => {
  await using connection = await createTestDatabase({ poolMax: 1 });
  const anyText = fc.string({ unit: 'binary' });
  const awkward = fc.constantFrom('\u0000', '\ud800', '\udfff', '\\u0000', '\\', '"');
  const text = fc.array(fc.oneof(anyText, awkward), { maxLength: 4 }).map((parts) => parts.join(''));
  // V8 (Node 24.21) may parse an escape in a key as the backslash at the start of another object's key.
  const key = text.map((name) => name.replaceAll('\\', ''));
  const payload = fc.dictionary(key, fc.oneof(text, fc.array(text), fc.dictionary(key, fc.integer())));
  await fc.assert(
    fc.asyncProperty(payload, async (sent) => {
      const decoded = json(JSON.stringify(sent));
      const { rows } = await connection.pool.query('select $1::jsonb as stored', [JSON.stringify(decoded)]);
      expect(rows[0].stored).toEqual(decoded);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['objects', `${'{"a":'.repeat(100_000)}0${'}'.repeat(100_000)}`],
  ['lists with text to clean', `${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`],
  ['lists without an end', '['.repeat(100_000)],
])('%s nested a hundred thousand deep are a payload or unusable, and never a crash', (_, nested) => {
  let outcome: unknown;
  try {
    outcome = json(`{"issue":${nested}}`);
  } catch (error) {
    outcome = error;
    expect(error).toBeInstanceOf(UnusableDeliveryError);
  }
  expect(outcome).toBeTypeOf('object');
});

test('a key "__proto__" is a key like any other', () => {
  for (const text of ['{"__proto__":{"polluted":1}}', '{"a":"\\u0000","__proto__":{"polluted":1}}']) {
    const payload = json(text);
    expect(Object.hasOwn(payload, '__proto__')).toBe(true);
    expect(payload.polluted).toBeUndefined();
  }
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

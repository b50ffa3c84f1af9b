import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

const order = [{ type: 'time', nullable: true } as const, { type: 'number' } as const];
const microseconds = fc
  .bigInt({ min: -211_813_488_000_000_000n, max: 9_223_371_331_199_999_999n })
  .map(String);

test('any position comes back as it was, and only under its binding', () => {
  fc.assert(
    fc.property(fc.option(microseconds), fc.nat(), fc.jsonValue(), (time, id, binding) => {
      const position = [time, String(id)];
      const cursor = encodeCursor(binding, position);
      expect(decodeCursor(binding, order, cursor)).toEqual(position);
      expect(() => decodeCursor([binding], order, cursor)).toThrow('next_cursor');
    }),
  );
});

test('a cursor that was changed is refused, even where it decodes to the same position', () => {
  const cursor = encodeCursor('list', ['5', '1']);
  for (const changed of [
    `${cursor}=`,
    `${cursor}!`,
    ` ${cursor}`,
    `${cursor}\n`,
    cursor.replace(/^../, '$&.'),
  ])
    expect(() => decodeCursor('list', order, changed), changed).toThrow('next_cursor');
  const spaced = Buffer.from(Buffer.from(cursor, 'base64url').toString().replace(',', ', ')).toString(
    'base64url',
  );
  expect(() => decodeCursor('list', order, spaced)).toThrow('next_cursor');
});

test('a position is refused, even with the right checksum, when Postgres could not read it', () => {
  const refused: [unknown, unknown][] = [
    ['2026-01-01T00:00:00.000000Z', '1'],
    ['-211813488000000001', '1'],
    ['9223371331200000000', '1'],
    ['99999999999999999999', '1'],
    ['1.5', '1'],
    ['', '1'],
    ['infinity', '1'],
    ['0', '1e3'],
    ['0', '-1'],
    ['0', '99999999999999999999'],
    ['0', null],
  ];
  for (const [time, id] of refused) {
    const cursor = encodeCursor('list', [time, id] as string[]);
    expect(() => decodeCursor('list', order, cursor), String([time, id])).toThrow('next_cursor');
  }
  const text = encodeCursor('list', ['a\0b']);
  expect(() => decodeCursor('list', [{ type: 'text' }], text)).toThrow('next_cursor');
  const uuid = encodeCursor('list', ['not-a-uuid']);
  expect(() => decodeCursor('list', [{ type: 'uuid' }], uuid)).toThrow('next_cursor');
});

import { gitTime, toTime } from '@hubtwin/resources';
import { createTestDatabase } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test.each([
  ['2026-11-29T07:18:01Z', '2026-11-29T07:18:01.000Z'],
  ['2026-11-29T07:18:01+02:00', '2026-11-29T05:18:01.000Z'],
  ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['0001-01-01T00:00:00+14:00', '0001-12-31T10:00:00.000Z BC'],
  ['0000-02-29T00:00:00Z', '0001-02-29T00:00:00.000Z BC'],
  ['-0043-03-15T12:00:00Z', '0044-03-15T12:00:00.000Z BC'],
  ['-000043-03-15T12:00:00Z', '0044-03-15T12:00:00.000Z BC'],
  ['-4712-01-01T00:00:00Z', '4713-01-01T00:00:00.000Z BC'],
  ['9999-12-31T23:59:59-12:00', '10000-01-01T11:59:59.000Z'],
  ['10000-01-01T00:00:00Z', '10000-01-01T00:00:00.000Z'],
  ['+275761-01-01T00:00:00Z', '275761-01-01T00:00:00.000Z'],
  ['294276-12-31T23:59:59Z', '294276-12-31T23:59:59.000Z'],
  ['294276-12-31T23:59:59-01:00', null],
  ['-5000-01-01T00:00:00Z', null],
  ['292278994-08-17T07:12:55Z', null],
  ['2026-13-01T00:00:00Z', null],
  ['2026-01-01T25:00:00Z', null],
  ['2026-01-01', null],
  ['yesterday', null],
  ['', null],
  ['infinity', null],
  [1_700_000_000, null],
  [null, null],
  [{}, null],
])('%j is stored as %j', (value, stored) => {
  expect(gitTime(value)).toBe(stored);
});

test('any date that is stored can be stored, and equals the original', async () => {
  await using connection = await createTestDatabase({ poolMax: 1 });
  const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  const year = fc.oneof(fc.integer({ min: -5_000, max: 12_000 }), fc.integer({ min: 200_000, max: 300_000 }));
  const offset = fc.constantFrom('Z', '+14:00', '-12:00', '+05:30');
  const parts = fc.tuple(year, two(13), two(32), two(24), two(60), two(60), offset);
  const texts = parts.map(([y, month, day, hour, minute, second, zone]) => {
    const digits = String(Math.abs(y)).padStart(4, '0');
    return `${y < 0 ? '-' : ''}${digits}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(texts, fc.string()), { maxLength: 50 }), async (values) => {
      const stored = values.map((value) => ({ value, at: gitTime(value) })).filter(({ at }) => at !== null);
      const { rows } = await connection.pool.query<{ epoch: string }>(
        `select extract(epoch from r.committed_at)::text as epoch
           from jsonb_populate_recordset(null::commits, $1) with ordinality as r order by ordinality`,
        [JSON.stringify(stored.map(({ at }) => ({ committed_at: at })))],
      );
      const known = rows.flatMap(({ epoch }, n) => {
        const date = Date.parse(stored[n]?.value ?? '');
        return Number.isNaN(date) ? [] : [[Number(epoch) * 1_000, date]];
      });
      for (const [ours, theirs] of known) expect(ours).toBe(theirs);
    }),
  );
});

test('a time that is not from Git is stored within the years that ISO 8601 orders as text', () => {
  expect(toTime('1969-12-31T23:59:59Z')).toBe('1969-12-31T23:59:59.000Z');
  expect(toTime(-1)).toBe('1969-12-31T23:59:59.000Z');
  for (const value of ['0000-12-31T00:00:00Z', '10000-01-01T00:00:00Z', 1e12, -1e12, 1e300, 'soon', null]) {
    expect(toTime(value)).toBeNull();
  }
});

import type { Resource } from '@hubtwin/resources';
import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { applyObservations } from '../observations/apply-observations.ts';
import type { Observation } from '../observations/observation.ts';
import { dropKnown } from './drop-known.ts';

const issue: Resource = {
  name: 'issues',
  table: 'issues',
  key: ['id'],
  inRepository: true,
  columns: ({ title }) => ({ title }),
  changes: ['title'],
};

const clock = '2026-01-01T00:00:01.000Z';
const seen = (id: number, with_: Partial<Observation> = {}): Observation => ({
  resource: issue,
  repositoryId: 7,
  key: { id },
  raw: { title: 'a' },
  completeness: 'whole',
  clock,
  asOf: clock,
  source: 'sync',
  observedAt: new Date('2026-01-01T00:00:02.000Z'),
  ...with_,
});

test('only objects that are stored as listed, and were fetched after the second of their version, are removed from a list', async () => {
  await using connection = await createTestDatabase({ poolMax: 2 });
  const { database } = connection;
  const stored = [
    seen(1),
    seen(2, { source: 'webhook' }),
    seen(3, { observedAt: new Date('2026-01-01T00:00:01.500Z') }),
    seen(4, { completeness: 'partial' }),
    seen(5),
    seen(6, { raw: {}, completeness: 'partial', isDeleted: true }),
    seen(8),
  ];
  await database.transaction().execute((transaction) => applyObservations(transaction, stored));
  const later = { clock: '2026-01-01T00:00:02.000Z', raw: { title: 'b' } };
  const listed = [
    seen(1),
    seen(2),
    seen(3),
    seen(4),
    seen(5, later),
    seen(6),
    seen(7),
    seen(8, { raw: { title: 'b' } }),
  ];
  const idsOf = async (areImmutable: boolean) =>
    (await dropKnown(database, listed, { areImmutable })).map(({ key }) => key.id);
  expect(await idsOf(false)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(await idsOf(true), 'nothing has a later version').toEqual([2, 4, 6, 7]);
  expect(await dropKnown(database, [], { areImmutable: false })).toEqual([]);
});

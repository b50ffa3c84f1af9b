import { createDatabase } from '@hubtwin/database';
import { observeItems, storePage } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import { openBenchDatabases } from '../bench-database.ts';
import { median } from '../median.ts';
import { atMost, type BenchResult, compare } from '../result.ts';
import { openIssuePages } from '../write/issue-pages.ts';
import { openBareTable } from '../write/open-bare-table.ts';
import { rowOfIssue } from '../write/row-of-issue.ts';

const turns = 10;
const pagesOfTurn = 100;
const warmUpPages = 20;
const pages = warmUpPages + turns * pagesOfTurn;
const issuesOfTurn = pagesOfTurn * 100;

/**
 * Storing an imported list of 100,000 issues, starting with GitHub's responses, compared with a bare insert of the
 * rows with GitHub's complete JSON into a table with the same columns and indexes: each page is a transaction, alternating between the sides.
 */
export async function writeSuite(): Promise<BenchResult[]> {
  const { ours, bare, missing, bytes } = await writeBoth();
  // The first pages, in which the process compiles its code, are not counted.
  const turnsOf = (milliseconds: readonly number[]) =>
    Array.from({ length: turns }, (_, turn) => {
      const first = warmUpPages + turn * pagesOfTurn;
      return milliseconds.slice(first, first + pagesOfTurn);
    });
  const rates = (milliseconds: readonly number[]) =>
    turnsOf(milliseconds).map((turn) => (issuesOfTurn * 1_000) / turn.reduce((sum, each) => sum + each, 0));
  // Relative to the bare insert at the same time, because the machine may have slowed down for both.
  const pageAt = (turn: number) =>
    median(turnsOf(ours).at(turn) ?? []) / median(turnsOf(bare).at(turn) ?? []);
  return [
    compare(
      'write',
      'issues imported, beside a bare INSERT … SELECT unnest of the same rows with the complete JSON',
      {
        ours: rates(ours),
        beside: rates(bare),
        min: 0.5,
        unit: '/s',
      },
    ),
    compare(
      'write',
      'a page of the last 10,000 issues beside one of the first, each by the bare insert of then',
      {
        ours: [pageAt(-1)],
        beside: [pageAt(0)],
        max: 1.25,
        unit: 'times',
      },
    ),
    compare('write', 'bytes of a row with its indexes, beside one with the complete JSON', {
      ours: [bytes.ours],
      beside: [bytes.bare],
      max: 1,
      unit: 'bytes',
    }),
    atMost('write', 'issues without a row', { ours: missing, limit: 0, unit: '' }),
  ];
}

interface Written {
  /** Milliseconds for each page. */
  ours: number[];
  bare: number[];
  /** The number of missing rows at the end. */
  missing: number;
  /** Bytes of one row with its part of the indexes. */
  bytes: { ours: number; bare: number };
}

async function writeBoth(): Promise<Written> {
  await using list = await openIssuePages(pages * 100);
  await using databases = await openBenchDatabases();
  const databaseUrl = await databases.createMigrated('write');
  await using bareTable = await openBareTable(databaseUrl, 'issues');
  await using connection = createDatabase({ url: databaseUrl, poolMax: 2 });
  const { database, pool } = connection;
  const definition = resources.find(({ name }) => name === 'issues');
  if (definition === undefined) throw new Error('issues are not mirrored');

  const origin = { repositoryId: 1, requestedAt: new Date() };
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let page = 1; page <= pages; page++) {
    const items = await list.read();
    const options = { database, scope: 'bench', cursorAfter: () => ({ page: page + 1 }) };
    const store = async () => {
      const { observations } = observeItems(definition, { items, nulls: 0 }, { ...origin, source: 'import' });
      await storePage(observations, options);
    };
    ours.push(await timed(store));
    bare.push(await timed(() => bareTable.insert(items.map((item) => rowOfIssue(definition, item, origin)))));
  }
  const { rows } = await pool.query<{ count: number; ours: number; bare: number }>(
    `select count(*) as count, pg_total_relation_size('issues') as ours, pg_total_relation_size('bare') as bare
       from issues`,
  );
  const [{ count, ...sizes } = { count: 0, ours: 0, bare: 0 }] = rows;
  const perRow = (size: number) => size / (pages * 100);
  const bytes = { ours: perRow(sizes.ours), bare: perRow(sizes.bare) };
  return { ours, bare, missing: pages * 100 - count, bytes };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

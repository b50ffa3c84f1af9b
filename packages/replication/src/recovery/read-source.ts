import { type Database, readCursor, recordMissed, saveCursor } from '@hubtwin/database';
import { type CallOptions, GitHubValidationError } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { isRecent } from '../is-recent.ts';
import type { DeliverySource } from './delivery-source.ts';
import { inFlightSeconds } from './limits.ts';
import { type Attempt, type AttemptPage, listDeliveries } from './list-deliveries.ts';
import { type Mark, parseSourceCursor, type SourceCursor } from './source-cursor.ts';

export interface ReadOptions {
  database: Kysely<Database>;
  /** Whether to read everything that GitHub keeps, beyond what is known. */
  deep: boolean;
  call: CallOptions;
}

/** The result of reading GitHub's list of a hook's deliveries. */
export interface SourceReading {
  /** Number of requests. */
  pages: number;
  /** Number of attempts that were read. */
  read: number;
  /** Listed objects that are not valid attempts, which were skipped. */
  unreadable: number;
  /** Missing deliveries that were not recorded before. */
  missed: number;
  /** Whether GitHub has dropped deliveries that were never read: a sync is required. */
  beyondRetention: boolean;
}

const dayMs = 86_400_000;
/** GitHub keeps deliveries for three days, an Enterprise Server for seven. */
const keptMs = 3 * dayMs;

/**
 * Reads what GitHub delivered to a hook since the last complete read, newest first, and records what is missing from
 * the inbox; once a day, or on request, everything that GitHub keeps. The progress is stored with the records, page
 * by page, so that another process can continue.
 *
 * @param total counts the results, also if this throws.
 * @throws what the client throws.
 */
export async function readSource(
  source: DeliverySource,
  { database, deep, call }: ReadOptions,
  total: SourceReading,
): Promise<void> {
  const scope = `recovery:${source.name}`;
  let cursor = parseSourceCursor((await readCursor(database, scope))?.value);

  /** Reads page by page, up to the last one that is needed. */
  async function readPages(readsDeep: boolean): Promise<void> {
    const from = cursor.reading?.next ?? null;
    for await (const page of listDeliveries(source, from, call)) {
      if (await keep(page, readsDeep)) return;
    }
  }

  /** Stores the results of a page. @returns whether it was the last one needed. */
  async function keep(page: AttemptPage, readsDeep: boolean): Promise<boolean> {
    const { reading, known } = cursor;
    const settled = page.attempts.filter(({ deliveredAt }) => deliveredAt <= settledBy(page));
    const isAtKnown = known !== null && page.attempts.some((attempt) => isBy(attempt, known));
    const begun = {
      top: reading?.top ?? markOf(settled[0]),
      until: reading?.until ?? settledBy(page).toISOString(),
      deep: reading?.deep ?? readsDeep,
    };
    const next = isAtKnown && !begun.deep ? null : page.next;
    const before = cursor;
    cursor =
      next === null
        ? {
            known: begun.top ?? known,
            checkedUntil: begun.until,
            deepAt: begun.deep ? begun.until : before.deepAt,
            reading: null,
          }
        : { ...before, reading: { ...begun, next } };
    total.missed += await database.transaction().execute(async (transaction) => {
      await saveCursor(transaction, scope, cursor);
      return recordMissed(transaction, source.name, newestOfEach(settled));
    });
    total.pages += 1;
    total.read += settled.length;
    total.unreadable += page.unreadable;
    if (page.next === null && !isAtKnown) total.beyondRetention ||= hasGap(before, page);
    return next === null;
  }

  let wantsDeep = deep;
  for (;;) {
    const isResumed = cursor.reading !== null && (cursor.reading.deep || !wantsDeep);
    if (isResumed) wantsDeep = false;
    else cursor = { ...cursor, reading: null };
    const readsDeep = wantsDeep || isDeepDue(cursor);
    try {
      await readPages(readsDeep);
    } catch (error) {
      // GitHub no longer accepts the position: start at the newest.
      if (!isResumed || !(error instanceof GitHubValidationError)) throw error;
      cursor = { ...cursor, reading: null };
      wantsDeep = deep;
      continue;
    }
    // Deliveries since the start of a resumed read are above it.
    if (!isResumed) return;
  }
}

/** Younger ones may still be in transit. */
const settledBy = ({ requestedAt }: AttemptPage) => new Date(requestedAt.getTime() - inFlightSeconds * 1_000);

const markOf = (attempt: Attempt | undefined): Mark | null =>
  attempt === undefined ? null : { id: attempt.id, at: attempt.deliveredAt.toISOString() };

/** Whether it is not newer, by id and time: a restored server may reuse ids. */
const isBy = ({ id, deliveredAt }: Attempt, known: Mark) =>
  BigInt(id) <= BigInt(known.id) && deliveredAt.getTime() <= Date.parse(known.at);

const isDeepDue = ({ deepAt }: SourceCursor) => !isRecent(deepAt, dayMs);

/**
 * Every attempt at a delivery has its GUID; the first listed one is the newest, the last one shows when it was first
 * sent.
 */
function newestOfEach(attempts: readonly Attempt[]) {
  const byGuid = Map.groupBy(attempts, ({ guid }) => guid);
  return [...byGuid.values()].flatMap((listed) => {
    const [newest] = listed;
    const first = listed.at(-1);
    return newest === undefined || first === undefined
      ? []
      : [{ ...newest, deliveryId: newest.id, deliveredAt: first.deliveredAt }];
  });
}

/** Whether GitHub may have dropped deliveries that were never read, if its list ends above the known attempt. */
function hasGap({ known, checkedUntil }: SourceCursor, { requestedAt }: AttemptPage): boolean {
  if (known === null || checkedUntil === null) return false;
  const oldestKept = requestedAt.getTime() - keptMs;
  return Date.parse(checkedUntil) < oldestKept || Date.parse(known.at) > oldestKept;
}

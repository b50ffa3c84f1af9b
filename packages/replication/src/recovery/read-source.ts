import { type Database, noteMissed, readCursor, saveCursor } from '@hubtwin/database';
import { type CallOptions, GitHubValidationError } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { isRecent } from '../is-recent.ts';
import type { DeliverySource } from './delivery-source.ts';
import { inFlightSeconds } from './limits.ts';
import { type Attempt, type AttemptPage, listDeliveries } from './list-deliveries.ts';
import { type Mark, parseSourceCursor, type SourceCursor } from './source-cursor.ts';

export interface ReadOptions {
  database: Kysely<Database>;
  /** Whether to read on where everything is known, to the end of what GitHub keeps. */
  deep: boolean;
  call: CallOptions;
}

/** What GitHub's list of a hook's deliveries told. */
export interface SourceReading {
  /** Requests. */
  pages: number;
  /** Attempts that were looked at. */
  read: number;
  /** Listed objects that could not be read as attempts, which were left out. */
  unreadable: number;
  /** Deliveries that the inbox does not have and that were not known to be missed. */
  missed: number;
  /** Whether GitHub has forgotten some that nobody looked at: a sync is what helps. */
  beyondRetention: boolean;
}

const dayMs = 86_400_000;
/** GitHub keeps deliveries for three days, an Enterprise Server for seven. */
const keptMs = 3 * dayMs;

/**
 * Reads what GitHub delivered to a hook since everything was known, newest first, and notes what the inbox does
 * not have; once a day, or on request, everything that GitHub keeps. How far it got is stored with what it
 * noted, page by page: another one reads on from there.
 *
 * @param total counts what it told, also where this throws.
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

  /** Keeps what a page told. @returns whether it was the last one needed. */
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
      return noteMissed(transaction, source.name, newestOfEach(settled));
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
      // GitHub no longer knows the place: begin at the newest.
      if (!isResumed || !(error instanceof GitHubValidationError)) throw error;
      cursor = { ...cursor, reading: null };
      wantsDeep = deep;
      continue;
    }
    // What came since a reading was begun that is now resumed lies above it.
    if (!isResumed) return;
  }
}

/** Younger ones may still be on their way. */
const settledBy = ({ askedAt }: AttemptPage) => new Date(askedAt.getTime() - inFlightSeconds * 1_000);

const markOf = (attempt: Attempt | undefined): Mark | null =>
  attempt === undefined ? null : { id: attempt.id, at: attempt.deliveredAt.toISOString() };

/** Whether it is no newer, by both: the ids of a server that was restored may begin anew. */
const isBy = ({ id, deliveredAt }: Attempt, known: Mark) =>
  BigInt(id) <= BigInt(known.id) && deliveredAt.getTime() <= Date.parse(known.at);

const isDeepDue = ({ deepAt }: SourceCursor) => !isRecent(deepAt, dayMs);

/** Every attempt at a delivery has its GUID; the first one listed is the newest, the last one when it was first sent. */
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

/** Whether GitHub may have forgotten deliveries that nobody has looked at, where its list ends above the known. */
function hasGap({ known, checkedUntil }: SourceCursor, { askedAt }: AttemptPage): boolean {
  if (known === null || checkedUntil === null) return false;
  const oldestKept = askedAt.getTime() - keptMs;
  return Date.parse(checkedUntil) < oldestKept || Date.parse(known.at) > oldestKept;
}

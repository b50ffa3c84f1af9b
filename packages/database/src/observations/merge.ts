import { isEqual } from './canonical-json.ts';
import { type Doubts, latest, noteDoubts, settleDoubts } from './doubts.ts';
import type { JsonObject } from './observation.ts';
import type { PreparedObservation } from './prepare.ts';
import { parseStamp } from './stamp.ts';

/** What is stored of one object: but for `source`, `syncedAt` and what `readdressMoved` rewrites, a function of the set of its observations. */
export interface Merged {
  raw: JsonObject;
  /** The greatest stamp seen. */
  version: string;
  /** Stamps of those keys of `raw` that come from another observation than `version`. */
  olderKeys: Record<string, string>;
  /** Greatest clock of a whole observation; null when none was whole. */
  wholeClock: string | null;
  /** Greatest time of a deletion. */
  goneClock: string | null;
  /** When the newest whole fetch was started. */
  fetchedAt: string | null;
  doubts: Doubts;
  deletedAt: string | null;
  source: string;
  syncedAt: Date;
}

/**
 * What an observation did: `noted` changed only bookkeeping (a stamp, a doubt), `unchanged` said what
 * was known, `stale` lost to something newer.
 */
export type Effect = 'created' | 'updated' | 'noted' | 'unchanged' | 'stale';

/**
 * Merges an observation into what is stored. Each top-level key of GitHub's object is a register that
 * its newest observation wins, so merging is commutative, associative and idempotent: any order, any
 * duplication and any interleaving of the same observations end in the same row (a map of
 * last-writer-wins registers; Shapiro et al., Conflict-free Replicated Data Types, 2011).
 */
export function merge(
  stored: Merged | null,
  prepared: PreparedObservation,
): { merged: Merged; effect: Effect } {
  const { seen } = prepared;
  // Maps, because a payload may have keys that every object inherits, such as `constructor`.
  const values = new Map(Object.entries(stored?.raw ?? {}));
  const older = new Map(Object.entries(stored?.olderKeys ?? {}));
  const stamps = new Map([...values.keys()].map((key) => [key, older.get(key) ?? stored?.version ?? '']));

  let restamped = false;
  let rewritten = false;
  let lost = false;
  let contradicted = false;
  for (const [key, value] of Object.entries(seen.raw)) {
    const mine = prepared.stampOf(key);
    const theirs = stamps.get(key);
    if (theirs === mine) continue;
    const differs = theirs === undefined || !isEqual(values.get(key), value);
    if (theirs !== undefined && differs && !prepared.isVolatile(key)) contradicted ||= isTie(theirs, mine);
    if (theirs !== undefined && theirs > mine) {
      lost = true;
    } else {
      restamped = true;
      rewritten ||= differs;
      stamps.set(key, mine);
      values.set(key, value);
    }
  }

  const version = latest(stored?.version, prepared.version) ?? prepared.version;
  const whole = seen.completeness === 'whole';
  const wholeClock = latest(stored?.wholeClock, whole ? seen.clock : null);
  const goneClock = latest(stored?.goneClock, seen.gone === true ? seen.asOf : null);
  const fetchedAt = latest(stored?.fetchedAt, whole ? prepared.fetchedAt : null);
  const revivable = seen.resource.revivable === true;
  const revived = revivable && goneClock !== null && parseStamp(version).clock > goneClock;
  const known = { version, wholeClock, goneClock, fetchedAt, deletedAt: revived ? null : goneClock };
  const noted = noteDoubts(stored?.doubts ?? {}, stored?.version ?? null, seen, contradicted);
  const doubts = settleDoubts(noted, { ...known, goneForEver: goneClock !== null && !revivable });

  const visible = stored === null || rewritten || known.deletedAt !== stored.deletedAt;
  const bookkeeping =
    restamped ||
    version !== stored?.version ||
    wholeClock !== stored?.wholeClock ||
    goneClock !== stored?.goneClock ||
    fetchedAt !== stored?.fetchedAt ||
    !isEqual(doubts, stored?.doubts);
  if (stored !== null && !visible && !bookkeeping) {
    return { merged: stored, effect: lost ? 'stale' : 'unchanged' };
  }

  const olderKeys = Object.fromEntries([...stamps].filter(([, stamp]) => stamp !== version));
  const observer = visible ? { source: seen.source, syncedAt: seen.observedAt } : stored;
  const { source, syncedAt } = observer;
  const merged = { raw: Object.fromEntries(values), olderKeys, doubts, ...known, source, syncedAt };
  if (stored === null) return { merged, effect: 'created' };
  return { merged, effect: visible ? 'updated' : 'noted' };
}

/** Two whole observations of one version: GitHub's clocks do not say which came first. */
function isTie(one: string, other: string): boolean {
  const [a, b] = [parseStamp(one), parseStamp(other)];
  return a.rank === b.rank && a.clock === b.clock && a.whole && b.whole;
}

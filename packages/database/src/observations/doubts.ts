import type { Observation } from './observation.ts';
import { parseStamp } from './stamp.ts';

/**
 * The reasons to fetch an object, each with the precedence (rank and clock) of the observation that caused it.
 * `unconfirmed` is a claim that waits for a fetch; `restored` is a deleted object that was fetched so soon after its
 * deletion that the answer may be older. These two are derived from the rest of the row.
 */
export type Doubts = Partial<
  Record<
    | 'partial'
    | 'tie'
    | 'conflict'
    | 'truncated'
    | 'unordered'
    | 'future'
    | 'missing'
    | 'unconfirmed'
    | 'restored',
    string
  >
>;

/** The greater of two clocks; null is less than any. */
export function latest(one: string | null | undefined, other: string | null): string | null {
  if (one === null || one === undefined) return other;
  return other === null || one > other ? one : other;
}

/** Adds the refetch reasons that an observation causes beside `storedVersion` (null: nothing was stored). */
export function noteDoubts(
  doubts: Doubts,
  storedVersion: string | null,
  seen: Observation,
  contradicted: boolean,
): Doubts {
  const noted: Doubts = { ...doubts };
  const rank = seen.rank ?? '';
  const note = (reason: keyof Doubts, noticed: string) => {
    noted[reason] = latest(noted[reason], noticed) ?? noticed;
  };
  const isMissing = seen.doubt === 'missing';
  if (isMissing) note('missing', precedence('', seen.asOf));
  if (!isMissing && seen.completeness === 'partial' && seen.gone !== true && seen.isRestUnchanged !== true)
    note('partial', precedence('', seen.clock));
  if (seen.doubt === 'future') note('future', precedence('', seen.observedAt.toISOString()));
  else if (seen.doubt !== undefined && !isMissing) note(seen.doubt, precedence('', seen.clock));
  if (contradicted) note('tie', precedence(rank, seen.clock));
  if (storedVersion !== null) {
    // The greater rank wins although its clock is older: a finished run that appears to continue.
    const stored = parseStamp(storedVersion);
    if (rank < stored.rank && seen.clock > stored.clock) note('conflict', precedence('', seen.clock));
    if (rank > stored.rank && seen.clock < stored.clock) note('conflict', precedence('', stored.clock));
  }
  return noted;
}

/** The stored state of an object, as far as it resolves refetch reasons. */
export interface Knowledge {
  version: string;
  wholeClock: string | null;
  goneClock: string | null;
  /** Greatest clock of GitHub's own of an observation that shows the object. */
  presentClock: string | null;
  fetchedAt: string | null;
  deletionFoundAt: string | null;
  deletedAt: string | null;
  /** When the newest claim was received that waits for a fetch. */
  unconfirmed: string | null;
}

/** Drops the refetch reasons that another observation has resolved, and adds the derived ones. */
export function settleDoubts(noted: Doubts, known: Knowledge): Doubts {
  const { unconfirmed: _, restored: __, ...doubts } = noted;
  const version = parseStamp(known.version);
  const answered: Record<keyof typeof doubts, (noticed: string, clock: string) => boolean> = {
    partial: (_, clock) => known.wholeClock !== null && known.wholeClock >= clock,
    // A newer observation, or one of greater rank, replaces both; if it is partial, that is a reason itself.
    tie: (noticed) => precedence(version.rank, version.clock) > noticed,
    conflict: (_, clock) => version.clock >= clock,
    truncated: () => false,
    unordered: () => false,
    future: () => false,
    missing: (_, askedAt) => known.fetchedAt !== null && known.fetchedAt > askedAt,
  };
  const open: Doubts = { ...waitingClaim(known), ...earlyAnswer(known), ...deletedAsSeen(known) };
  for (const [reason, noticed] of Object.entries(doubts) as [keyof typeof doubts, string][]) {
    const clock = noticed.slice(noticed.indexOf(' ') + 1);
    const beforeDeletion = known.goneClock !== null && known.goneClock >= clock;
    if (!answered[reason](noticed, clock) && !beforeDeletion && !isAfterSecondOf(known.fetchedAt, clock)) {
      open[reason] = noticed;
    }
  }
  return open;
}

const waitingClaim = ({ unconfirmed }: Knowledge): Doubts =>
  unconfirmed === null ? {} : { unconfirmed: precedence('', unconfirmed) };

const earlyAnswer = ({ deletedAt, deletionFoundAt, fetchedAt }: Knowledge): Doubts =>
  deletedAt !== null && deletionFoundAt !== null && fetchedAt !== null && fetchedAt > deletionFoundAt
    ? { restored: precedence('', fetchedAt) }
    : {};

/** A deletion and another event within one second: GitHub's clocks do not show which came last. */
const deletedAsSeen = ({ goneClock, presentClock, fetchedAt }: Knowledge): Doubts =>
  goneClock !== null && goneClock === presentClock && !isAfterSecondOf(fetchedAt, goneClock)
    ? { tie: precedence('', goneClock) }
    : {};

function precedence(rank: string, clock: string): string {
  return `${rank} ${clock}`;
}

/** GitHub's clocks have whole seconds: only a fetch that started after the second has seen all of it. */
function isAfterSecondOf(fetchedAt: string | null, clock: string): boolean {
  if (fetchedAt === null) return false;
  return clock === '' || Date.parse(fetchedAt) >= Date.parse(clock) + 1_000;
}

import type { Observation } from './observation.ts';
import { parseStamp } from './stamp.ts';

/**
 * Why the deliveries alone do not settle an object, each with the precedence (rank and clock) it was
 * noticed at. `unconfirmed` is a claim that waits for a fetch, `restored` a deleted object that was fetched so soon
 * after its deletion that the answer may be older; these two follow from what else is stored.
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

/** The greater of two clocks; null is before all. */
export function latest(one: string | null | undefined, other: string | null): string | null {
  if (one === null || one === undefined) return other;
  return other === null || one > other ? one : other;
}

/** Adds what an observation makes doubtful beside `storedVersion` (null: nothing was stored). */
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
    // The greater rank wins although its clock is behind: a finished run that seems to go on.
    const stored = parseStamp(storedVersion);
    if (rank < stored.rank && seen.clock > stored.clock) note('conflict', precedence('', seen.clock));
    if (rank > stored.rank && seen.clock < stored.clock) note('conflict', precedence('', stored.clock));
  }
  return noted;
}

/** What is known of an object, as far as it answers doubts. */
export interface Knowledge {
  version: string;
  wholeClock: string | null;
  goneClock: string | null;
  /** Greatest clock, of GitHub's own, of an observation that shows the object. */
  presentClock: string | null;
  fetchedAt: string | null;
  deletionFoundAt: string | null;
  deletedAt: string | null;
  /** When the newest claim was received that waits for a fetch. */
  unconfirmed: string | null;
}

/** Drops the doubts that something seen before or since has answered, and adds those that follow from the rest. */
export function settleDoubts(noted: Doubts, known: Knowledge): Doubts {
  const { unconfirmed: _, restored: __, ...doubts } = noted;
  const version = parseStamp(known.version);
  const answered: Record<keyof typeof doubts, (noticed: string, clock: string) => boolean> = {
    partial: (_, clock) => known.wholeClock !== null && known.wholeClock >= clock,
    // Something newer, or of a greater rank, is neither of the two; if it is partial, that is the doubt.
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

/** A deletion and another event of one second: which came last, GitHub's clocks do not say. */
const deletedAsSeen = ({ goneClock, presentClock, fetchedAt }: Knowledge): Doubts =>
  goneClock !== null && goneClock === presentClock && !isAfterSecondOf(fetchedAt, goneClock)
    ? { tie: precedence('', goneClock) }
    : {};

function precedence(rank: string, clock: string): string {
  return `${rank} ${clock}`;
}

/** GitHub's clocks have whole seconds: only a fetch started after the second is over has seen all of it. */
function isAfterSecondOf(fetchedAt: string | null, clock: string): boolean {
  if (fetchedAt === null) return false;
  return clock === '' || Date.parse(fetchedAt) >= Date.parse(clock) + 1_000;
}

import type { Observation } from './observation.ts';
import { parseVersion } from './version.ts';

/**
 * The reasons to fetch an object, each with the precedence (rank and clock) of the observation that caused it.
 * `unconfirmed` is a claim that waits for a fetch; `restored` is a deleted object that was fetched so soon after its
 * deletion that the answer may be older. These two are derived from the rest of the row.
 */
export type RefetchReasons = Partial<
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
export function addRefetchReasons(
  reasons: RefetchReasons,
  storedVersion: string | null,
  seen: Observation,
  contradicted: boolean,
): RefetchReasons {
  const added: RefetchReasons = { ...reasons };
  const rank = seen.rank ?? '';
  const add = (reason: keyof RefetchReasons, noticed: string) => {
    added[reason] = latest(added[reason], noticed) ?? noticed;
  };
  const isMissing = seen.refetchReason === 'missing';
  if (isMissing) add('missing', precedence('', seen.asOf));
  if (
    !isMissing &&
    seen.completeness === 'partial' &&
    seen.isDeleted !== true &&
    seen.isRestUnchanged !== true
  )
    add('partial', precedence('', seen.clock));
  if (seen.refetchReason === 'future') add('future', precedence('', seen.observedAt.toISOString()));
  else if (seen.refetchReason !== undefined && !isMissing)
    add(seen.refetchReason, precedence('', seen.clock));
  if (contradicted) add('tie', precedence(rank, seen.clock));
  if (storedVersion !== null) {
    // The greater rank wins although its clock is older: a finished run that appears to continue.
    const stored = parseVersion(storedVersion);
    if (rank < stored.rank && seen.clock > stored.clock) add('conflict', precedence('', seen.clock));
    if (rank > stored.rank && seen.clock < stored.clock) add('conflict', precedence('', stored.clock));
  }
  return added;
}

/** The stored state of an object, as far as it resolves refetch reasons. */
export interface Knowledge {
  version: string;
  wholeClock: string | null;
  deletionClock: string | null;
  /** Greatest clock of GitHub's own of an observation that shows the object. */
  presentClock: string | null;
  fetchedAt: string | null;
  deletionFoundAt: string | null;
  deletedAt: string | null;
  /** When the newest claim was received that waits for a fetch. */
  unconfirmed: string | null;
}

/** Drops the refetch reasons that another observation has resolved, and adds the derived ones. */
export function resolveRefetchReasons(given: RefetchReasons, known: Knowledge): RefetchReasons {
  const { unconfirmed: _, restored: __, ...reasons } = given;
  const version = parseVersion(known.version);
  const answered: Record<keyof typeof reasons, (noticed: string, clock: string) => boolean> = {
    partial: (_, clock) => known.wholeClock !== null && known.wholeClock >= clock,
    // A newer observation, or one of greater rank, replaces both; if it is partial, that is a reason itself.
    tie: (noticed) => precedence(version.rank, version.clock) > noticed,
    conflict: (_, clock) => version.clock >= clock,
    truncated: () => false,
    unordered: () => false,
    future: () => false,
    missing: (_, requestedAt) => known.fetchedAt !== null && known.fetchedAt > requestedAt,
  };
  const open: RefetchReasons = { ...waitingClaim(known), ...earlyAnswer(known), ...deletedAsSeen(known) };
  for (const [reason, noticed] of Object.entries(reasons) as [keyof typeof reasons, string][]) {
    const clock = noticed.slice(noticed.indexOf(' ') + 1);
    const beforeDeletion = known.deletionClock !== null && known.deletionClock >= clock;
    if (!answered[reason](noticed, clock) && !beforeDeletion && !isAfterSecondOf(known.fetchedAt, clock)) {
      open[reason] = noticed;
    }
  }
  return open;
}

const waitingClaim = ({ unconfirmed }: Knowledge): RefetchReasons =>
  unconfirmed === null ? {} : { unconfirmed: precedence('', unconfirmed) };

const earlyAnswer = ({ deletedAt, deletionFoundAt, fetchedAt }: Knowledge): RefetchReasons =>
  deletedAt !== null && deletionFoundAt !== null && fetchedAt !== null && fetchedAt > deletionFoundAt
    ? { restored: precedence('', fetchedAt) }
    : {};

/** A deletion and another event within one second: GitHub's clocks do not show which came last. */
const deletedAsSeen = ({ deletionClock, presentClock, fetchedAt }: Knowledge): RefetchReasons =>
  deletionClock !== null && deletionClock === presentClock && !isAfterSecondOf(fetchedAt, deletionClock)
    ? { tie: precedence('', deletionClock) }
    : {};

function precedence(rank: string, clock: string): string {
  return `${rank} ${clock}`;
}

/** GitHub's clocks have whole seconds: only a fetch that started after the second has seen all of it. */
function isAfterSecondOf(fetchedAt: string | null, clock: string): boolean {
  if (fetchedAt === null) return false;
  return clock === '' || Date.parse(fetchedAt) >= Date.parse(clock) + 1_000;
}

import type { Observation } from './observation.ts';
import { parseStamp } from './stamp.ts';

/**
 * Why the deliveries alone do not settle an object, each with the precedence (rank and clock) it was
 * noticed at.
 */
export type Doubts = Partial<
  Record<'partial' | 'tie' | 'conflict' | 'truncated' | 'unordered' | 'missing', string>
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
  if (seen.doubt === 'missing') {
    note('missing', precedence('', seen.asOf));
    return noted;
  }
  if (seen.completeness === 'partial' && seen.gone !== true) note('partial', precedence('', seen.clock));
  if (seen.doubt !== undefined) note(seen.doubt, precedence('', seen.clock));
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
  fetchedAt: string | null;
  /** Deleted, under a key that is never used again. */
  goneForEver: boolean;
}

/** Drops the doubts that something seen before or since has answered. */
export function settleDoubts(doubts: Doubts, known: Knowledge): Doubts {
  if (known.goneForEver) return {};
  const version = parseStamp(known.version);
  const answered: Record<keyof Doubts, (noticed: string, clock: string) => boolean> = {
    partial: (_, clock) => known.wholeClock !== null && known.wholeClock >= clock,
    // Something newer, or of a greater rank, is neither of the two; if it is partial, that is the doubt.
    tie: (noticed) => precedence(version.rank, version.clock) > noticed,
    conflict: (_, clock) => version.clock >= clock,
    truncated: () => false,
    unordered: () => false,
    missing: (_, askedAt) => known.fetchedAt !== null && known.fetchedAt > askedAt,
  };
  const open: Doubts = {};
  for (const [reason, noticed] of Object.entries(doubts) as [keyof Doubts, string][]) {
    const clock = noticed.slice(noticed.indexOf(' ') + 1);
    const beforeDeletion = known.goneClock !== null && known.goneClock >= clock;
    if (!answered[reason](noticed, clock) && !beforeDeletion && !isAfterSecondOf(known.fetchedAt, clock)) {
      open[reason] = noticed;
    }
  }
  return open;
}

function precedence(rank: string, clock: string): string {
  return `${rank} ${clock}`;
}

/** GitHub's clocks have whole seconds: only a fetch started after the second is over has seen all of it. */
function isAfterSecondOf(fetchedAt: string | null, clock: string): boolean {
  if (fetchedAt === null) return false;
  return clock === '' || Date.parse(fetchedAt) >= Date.parse(clock) + 1_000;
}

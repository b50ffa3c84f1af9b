import { fadedRate } from '../budget/trend.ts';
import type { RateLimit } from './rate-limit.ts';

/**
 * What several words come to at `now`, one for each credential and resource, in their order: GitHub's newest
 * word wins, the first of those of one time; what it does not tell, an older one may. A credential is closed
 * as long as any word says. Windows that are over have nothing used, and a pace fades while nothing is seen
 * to be spent.
 */
export function newestRateLimits(words: readonly RateLimit[], now: number): RateLimit[] {
  const closures = new Map<string, Date>();
  for (const { credential, closedUntil } of words) {
    const known = closures.get(credential)?.getTime() ?? now;
    if (closedUntil !== null && closedUntil.getTime() > known) closures.set(credential, closedUntil);
  }
  const groups = Map.groupBy(words, ({ credential, resource }) => `${credential} ${resource}`);
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, group]) => {
      const [newest, ...older] = group
        .map((word) => atTime(word, now))
        .sort((one, other) => other.seenAt.getTime() - one.seenAt.getTime());
      if (newest === undefined) return [];
      return {
        ...newest,
        closedUntil: closures.get(newest.credential) ?? null,
        inFlight: newest.inFlight ?? older.find(({ inFlight }) => inFlight !== null)?.inFlight ?? null,
        burnRate: newest.burnRate ?? older.find(({ burnRate }) => burnRate !== null)?.burnRate ?? null,
      };
    });
}

function atTime(word: RateLimit, now: number): RateLimit {
  const isOver = word.resetAt !== null && word.resetAt.getTime() <= now;
  const burnRate = word.burnRate === null ? null : fadedRate(word.burnRate, word.seenAt.getTime(), now);
  return { ...word, burnRate, ...(isOver && { used: 0, resetAt: null }) };
}

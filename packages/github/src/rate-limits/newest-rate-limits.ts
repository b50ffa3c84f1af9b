import { fadedRate } from '../budget/trend.ts';
import type { RateLimit } from './rate-limit.ts';

/**
 * Merges several reports at `now` into one for each credential and resource, in their order: GitHub's newest report
 * wins, the first of those of the same time; values that it lacks come from an older one. A credential is closed until
 * the latest time of any report. After its window a limit is unused, and a rate decays while no usage is observed.
 */
export function newestRateLimits(reports: readonly RateLimit[], now: number): RateLimit[] {
  const closures = new Map<string, Date>();
  for (const { credential, closedUntil } of reports) {
    const known = closures.get(credential)?.getTime() ?? now;
    if (closedUntil !== null && closedUntil.getTime() > known) closures.set(credential, closedUntil);
  }
  const groups = Map.groupBy(reports, ({ credential, resource }) => `${credential} ${resource}`);
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

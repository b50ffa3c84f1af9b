import type { Observation } from './observation.ts';
import { contentHash, formatStamp } from './stamp.ts';

/** An observation with its stamps, computed once. */
export interface PreparedObservation {
  seen: Observation;
  /** Stamp of the object's own version. */
  version: string;
  /** Stamp of one key of the object. */
  stampOf(key: string): string;
  isVolatile(key: string): boolean;
  /** When a fetch was started; null for what was not asked for. */
  fetchedAt: string | null;
}

export function prepare(seen: Observation): PreparedObservation {
  const volatileKeys = new Set(seen.resource.volatile);
  const isVolatile = (key: string) => volatileKeys.has(key);
  const entries = Object.entries(seen.raw).sort(([one], [other]) => (one < other ? -1 : 1));
  const wasAskedFor = seen.source !== 'webhook' && seen.embedded !== true;
  const fetchedAt = wasAskedFor ? seen.observedAt.toISOString() : null;
  const common = { whole: seen.completeness === 'whole', fetched: fetchedAt ?? '' };
  const version = formatStamp({
    ...common,
    rank: seen.rank ?? '',
    clock: seen.clock,
    progress: seen.progress ?? '',
    content: contentHash(entries.filter(([key]) => !isVolatile(key))),
  });
  const moving = formatStamp({
    ...common,
    rank: '',
    clock: seen.asOf,
    progress: '',
    content: contentHash(entries.filter(([key]) => isVolatile(key))),
  });
  return { seen, version, fetchedAt, isVolatile, stampOf: (key) => (isVolatile(key) ? moving : version) };
}

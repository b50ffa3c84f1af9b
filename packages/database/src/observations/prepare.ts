import { canonicalJson } from './canonical-json.ts';
import type { JsonObject, Observation } from './observation.ts';
import { formatStamp, textHash } from './stamp.ts';

/** An observation with its stamps, computed once. */
export interface PreparedObservation {
  seen: Observation;
  /** Stamp of the object's own version. */
  version: string;
  /** Stamp of one key of the object. */
  stampOf(key: string): string;
  isVolatile(key: string): boolean;
  /** Whether only GitHub's own answer changes the key. */
  isConfirmed(key: string): boolean;
  /** When a fetch was started; null for what was not asked for. */
  fetchedAt: string | null;
}

/** Whether GitHub was asked for just this object; what webhooks and answers about others tell was not. */
export const wasAskedFor = ({ source, embedded }: Observation) => source !== 'webhook' && embedded !== true;

export function prepare(seen: Observation): PreparedObservation {
  const volatileKeys = new Set(seen.resource.volatile);
  const isVolatile = (key: string) => volatileKeys.has(key);
  const isFetched = wasAskedFor(seen);
  const fetchedAt = isFetched ? seen.observedAt.toISOString() : null;
  const confirmedKeys = new Set(seen.resource.confirmedKeys);
  const isConfirmed = (key: string) => confirmedKeys.has(key);
  const common = { whole: seen.completeness === 'whole', fetched: fetchedAt ?? '' };
  // What an answer of GitHub shows has the time of its fetch, and comes in the same words when it is told again.
  const contentOf = (raw: JsonObject) => textHash(isFetched ? JSON.stringify(raw) : canonicalJson(raw));
  const [lasting, moving] = volatileKeys.size === 0 ? [seen.raw, {}] : split(seen.raw, isVolatile);
  const version = formatStamp({
    ...common,
    rank: seen.rank ?? '',
    clock: seen.clock,
    progress: seen.progress ?? '',
    content: contentOf(lasting),
  });
  const movingVersion = formatStamp({
    ...common,
    rank: '',
    clock: seen.asOf,
    progress: '',
    content: contentOf(moving),
  });
  const stampOf = (key: string) => (isVolatile(key) ? movingVersion : version);
  return { seen, version, fetchedAt, isVolatile, isConfirmed, stampOf };
}

/** An object without the keys of a kind, and those alone. */
function split(raw: JsonObject, isOfKind: (key: string) => boolean): [JsonObject, JsonObject] {
  const entries = Object.entries(raw);
  return [
    Object.fromEntries(entries.filter(([key]) => !isOfKind(key))),
    Object.fromEntries(entries.filter(([key]) => isOfKind(key))),
  ];
}

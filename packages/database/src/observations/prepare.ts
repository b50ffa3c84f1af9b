import { encode, type JsonObject } from '@hubtwin/resources';
import { canonicalJson } from './canonical-json.ts';
import type { Observation } from './observation.ts';
import { formatVersion, textHash } from './version.ts';

/** An observation with its versions, computed once. */
export interface PreparedObservation {
  seen: Observation;
  /** GitHub's object, or a part of it, without what can be derived. */
  raw: JsonObject;
  /** Version of the object. */
  version: string;
  /** Version of one key of the object. */
  versionOf(key: string): string;
  isVolatile(key: string): boolean;
  /** Whether only GitHub's answer changes the key. */
  isConfirmed(key: string): boolean;
  /** When the fetch was started; null for what was not requested. */
  fetchedAt: string | null;
}

/** Whether exactly this object was requested from GitHub, unlike in webhooks and in answers about others. */
export const wasRequested = ({ source, embedded }: Observation) => source !== 'webhook' && embedded !== true;

export function prepare(seen: Observation): PreparedObservation {
  const volatileKeys = new Set(seen.resource.volatile);
  const isVolatile = (key: string) => volatileKeys.has(key);
  const { shape } = seen.resource;
  const raw = shape === undefined ? seen.raw : encode(shape, seen.raw);
  const isFetched = wasRequested(seen);
  const fetchedAt = isFetched ? seen.observedAt.toISOString() : null;
  const confirmedKeys = new Set(seen.resource.confirmedKeys);
  const isConfirmed = (key: string) => confirmedKeys.has(key);
  const common = {
    whole: seen.completeness === 'whole',
    fetched: fetchedAt ?? '',
    accepted: seen.accepted === true,
  };
  // A fetched object has the time of its fetch, and GitHub formats it the same way each time.
  const contentOf = (part: JsonObject) => textHash(isFetched ? JSON.stringify(part) : canonicalJson(part));
  const [lasting, moving] = volatileKeys.size === 0 ? [raw, null] : split(raw, isVolatile);
  const version = formatVersion({
    ...common,
    rank: seen.rank ?? '',
    clock: seen.clock,
    progress: seen.progress ?? '',
    content: contentOf(lasting),
  });
  const prepared = { seen, raw, version, fetchedAt, isVolatile, isConfirmed };
  if (moving === null) return { ...prepared, versionOf: () => version };
  const movingVersion = formatVersion({
    ...common,
    rank: '',
    clock: seen.asOf,
    progress: '',
    content: contentOf(moving),
  });
  return { ...prepared, versionOf: (key) => (isVolatile(key) ? movingVersion : version) };
}

/** Splits an object into the keys that are not of a kind, and those that are. */
function split(raw: JsonObject, isOfKind: (key: string) => boolean): [JsonObject, JsonObject] {
  const entries = Object.entries(raw);
  return [
    Object.fromEntries(entries.filter(([key]) => !isOfKind(key))),
    Object.fromEntries(entries.filter(([key]) => isOfKind(key))),
  ];
}

import type { Observation, Source } from '@hubtwin/database';
import type { JsonObject, ResourceDefinition } from '@hubtwin/resources';
import { z } from 'zod';
import { latestVersion } from './latest-version.ts';
import { longKey } from './long-key.ts';

/** Where and when an object was fetched. */
export interface FetchOrigin {
  /** The repository of the list or request; null for objects outside repositories. */
  repositoryId: number | null;
  source: Exclude<Source, 'webhook'>;
  /** The time of the request, by GitHub's clock. */
  requestedAt: Date;
  /** The route of the request, for the change log; default: that of the object. */
  request?: string;
}

/** GitHub's answer does not match its documented schema. */
export class UnreadableObjectError extends Error {
  override readonly name = 'UnreadableObjectError';
  readonly code = 'object_unreadable';
}

/**
 * Observes GitHub's answer for one object. An object without its own clock, or with one in the future, has the time
 * of the request.
 *
 * @throws UnreadableObjectError if it does not match its schema, or is another kind of object.
 */
export function observeFetched(
  definition: ResourceDefinition,
  value: unknown,
  origin: FetchOrigin,
): Observation {
  const parsed = definition.schema.safeParse(value);
  const error = parsed.error ?? definition.answered?.safeParse(value).error;
  if (!parsed.success || error !== undefined)
    throw new UnreadableObjectError(
      `${definition.name}: ${error === undefined ? '' : z.prettifyError(error)}`,
    );
  const raw = parsed.data;
  const {
    repositoryId,
    source,
    requestedAt,
    request = definition.item?.route ?? definition.list?.route,
  } = origin;
  const key = definition.keyOf(raw, repositoryId);
  requireIdentity(definition, raw, key);
  const asOf = requestedAt.toISOString();
  const version = definition.clockOf(raw);
  const isVersion = version !== '' && version <= latestVersion(requestedAt);
  return {
    resource: definition,
    repositoryId: definition.repositoryIdOf(raw) ?? repositoryId,
    key,
    raw,
    completeness: 'whole',
    clock: isVersion ? version : asOf,
    rank: definition.rankOf(raw),
    progress: definition.progressOf(raw),
    asOf,
    source,
    ...(request !== undefined && { cause: { request } }),
    observedAt: requestedAt,
  };
}

/**
 * @throws UnreadableObjectError for an object that could be stored, but not requested again or found in the list of changes:
 * it would stay as it is.
 */
function requireIdentity(
  { name, item, list, columns }: ResourceDefinition,
  raw: JsonObject,
  key: Observation['key'],
): void {
  const cursorColumn = list?.cursorColumn;
  const invalid =
    Object.entries(key).find(([, value]) => typeof value === 'number' && value <= 0)?.[0] ??
    longKey(key) ??
    (cursorColumn !== undefined && columns(raw)[cursorColumn] == null ? cursorColumn : undefined) ??
    (item?.parameters(raw) === null ? 'the number or name' : undefined);
  if (invalid !== undefined) throw new UnreadableObjectError(`${name}: ${invalid} is missing or invalid`);
}

/** Observes the deletion of an object on GitHub; `raw` is the stored object. */
export function observeDeletion(
  definition: ResourceDefinition,
  { key, raw }: { key: Observation['key']; raw: JsonObject },
  {
    repositoryId,
    source,
    requestedAt,
    request = definition.item?.route ?? definition.list?.route,
  }: FetchOrigin,
): Observation {
  return {
    resource: definition,
    repositoryId: definition.repositoryIdOf(raw) ?? repositoryId,
    key,
    raw: {},
    completeness: 'partial',
    clock: definition.clockOf(raw),
    rank: definition.rankOf(raw),
    asOf: requestedAt.toISOString(),
    isDeleted: true,
    source,
    ...(request !== undefined && { cause: { request } }),
    observedAt: requestedAt,
  };
}

/** Observes that GitHub did not find the object, which may be due to a lagging replica. */
export function observeMissing(...known: Parameters<typeof observeDeletion>): Observation {
  const { isDeleted: _, ...seen } = observeDeletion(...known);
  return { ...seen, refetchReason: 'missing' };
}

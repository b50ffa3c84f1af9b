import type { JsonObject, Observation, Source } from '@hubtwin/database';
import { z } from 'zod';
import type { ResourceDefinition } from './define-resource.ts';
import { latestVersion } from './latest-version.ts';

/** Where and when an object was found by asking GitHub. */
export interface Finding {
  /** Of the list or the question; null for what is in no repository. */
  repositoryId: number | null;
  source: Exclude<Source, 'webhook'>;
  /** When it was asked for, by GitHub's clock. */
  askedAt: Date;
}

/** GitHub's answer does not hold what its description promises. */
export class UnreadableObjectError extends Error {
  override readonly name = 'UnreadableObjectError';
  readonly code = 'object_unreadable';
}

/**
 * What GitHub answered of one object. An object without a clock of its own, or with one
 * that lies in the future, is as old as the question.
 *
 * @throws UnreadableObjectError where it is not of its schema, or is another kind of object.
 */
export function observeFetched(
  definition: ResourceDefinition,
  value: unknown,
  finding: Finding,
): Observation {
  const parsed = definition.schema.safeParse(value);
  const error = parsed.error ?? definition.answered?.safeParse(value).error;
  if (!parsed.success || error !== undefined)
    throw new UnreadableObjectError(
      `${definition.name}: ${error === undefined ? '' : z.prettifyError(error)}`,
    );
  const raw = parsed.data;
  const { repositoryId, source, askedAt } = finding;
  const asOf = askedAt.toISOString();
  const version = definition.clockOf(raw);
  const isVersion = version !== '' && version <= latestVersion(askedAt);
  return {
    resource: definition,
    repositoryId: definition.repositoryIdOf(raw) ?? repositoryId,
    key: definition.keyOf(raw, repositoryId),
    raw,
    completeness: 'whole',
    clock: isVersion ? version : asOf,
    rank: definition.rankOf(raw),
    progress: definition.progressOf(raw),
    asOf,
    source,
    observedAt: askedAt,
  };
}

/** That GitHub has the object no more; `raw` is what was stored of it. */
export function observeGone(
  definition: ResourceDefinition,
  { key, raw }: { key: Observation['key']; raw: JsonObject },
  { repositoryId, source, askedAt }: Finding,
): Observation {
  return {
    resource: definition,
    repositoryId: definition.repositoryIdOf(raw) ?? repositoryId,
    key,
    raw: {},
    completeness: 'partial',
    clock: definition.clockOf(raw),
    rank: definition.rankOf(raw),
    asOf: askedAt.toISOString(),
    gone: true,
    source,
    observedAt: askedAt,
  };
}

/** That GitHub did not find the object just now, which may be a replica that lags behind. */
export function observeMissing(...known: Parameters<typeof observeGone>): Observation {
  const { gone: _, ...seen } = observeGone(...known);
  return { ...seen, doubt: 'missing' };
}

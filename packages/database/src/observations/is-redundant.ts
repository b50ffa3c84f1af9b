import type { Observation } from './observation.ts';
import { wasRequested } from './prepare.ts';

/** The fields that, beside its content, decide the effect of an observation on a row without volatile keys. */
const telling = [
  'completeness',
  'clock',
  'rank',
  'progress',
  'isDeleted',
  'refetchReason',
  'source',
  'repositoryId',
  'accepted',
  'needsConfirmation',
  'isRestUnchanged',
] as const;

/**
 * Whether an observation is redundant with another one of the same object, such as the hundredth copy of an author. A
 * cheap check that does not find all of them.
 */
export function isRedundant(one: Observation, other: Observation): boolean {
  if (wasRequested(one) || one.isDeleted === true || one.resource.volatile !== undefined) return false;
  const keys = Object.keys(one.raw);
  return (
    telling.every((name) => one[name] === other[name]) &&
    one.embedded === other.embedded &&
    keys.length === Object.keys(other.raw).length &&
    keys.every((key) => one.raw[key] === other.raw[key])
  );
}

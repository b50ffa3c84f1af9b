import type { Observation } from './observation.ts';
import { wasAskedFor } from './prepare.ts';

/** What decides, beside its content, what an observation does to a row without volatile keys. */
const telling = [
  'completeness',
  'clock',
  'rank',
  'progress',
  'gone',
  'doubt',
  'source',
  'repositoryId',
  'accepted',
  'needsConfirmation',
  'isRestUnchanged',
] as const;

/**
 * Whether an observation adds nothing to another one of the same object, as the hundredth sight of an author does.
 * Cheap, so it does not find all that are alike.
 */
export function tellsTheSame(one: Observation, other: Observation): boolean {
  if (wasAskedFor(one) || one.gone === true || one.resource.volatile !== undefined) return false;
  const keys = Object.keys(one.raw);
  return (
    telling.every((name) => one[name] === other[name]) &&
    one.embedded === other.embedded &&
    keys.length === Object.keys(other.raw).length &&
    keys.every((key) => one.raw[key] === other.raw[key])
  );
}

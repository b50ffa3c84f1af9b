import type { Observation } from '@hubtwin/database';
import { type ExtractedObservation, resources } from '@hubtwin/resources';

/**
 * Observes objects of other kinds that are embedded in GitHub's answers, such as the authors of issues. Known content
 * changes nothing, however often it is repeated.
 */
export function observeEmbedded(fetched: readonly Observation[]): Observation[] {
  return fetched
    .filter(({ isDeleted, source }) => isDeleted !== true && source !== 'webhook')
    .flatMap((answer) =>
      resources.flatMap((definition) => {
        if (definition === answer.resource) return [];
        const extracted = definition.extractEmbedded?.(answer.resource.name, answer.raw, answer.asOf) ?? [];
        return extracted.map((observation) => observe(definition, observation, answer));
      }),
    );
}

function observe(
  definition: (typeof resources)[number],
  { raw, completeness, clock, progress, ofOwner, isRestUnchanged }: ExtractedObservation,
  { repositoryId, asOf, source, cause, observedAt }: Observation,
): Observation {
  return {
    resource: definition,
    repositoryId: definition.repositoryIdOf(raw) ?? repositoryId,
    key: definition.keyOf(raw, repositoryId),
    raw,
    completeness,
    clock: clock ?? definition.clockOf(raw),
    rank: definition.rankOf(raw),
    progress: progress ?? definition.progressOf(raw),
    ...(ofOwner && { ofOwner }),
    ...(isRestUnchanged && { isRestUnchanged }),
    asOf,
    source,
    ...(cause && { cause }),
    embedded: true,
    observedAt,
  };
}

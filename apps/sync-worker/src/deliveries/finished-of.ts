import type { FinishedDelivery, Observation, StoredOutcome } from '@hubtwin/database';
import { claimOf } from './claim-of.ts';
import type { ReadDelivery } from './read-deliveries.ts';

/** The row of a delivery that was applied. */
export function finishedOf(
  { delivery, interpretation, filtered }: ReadDelivery,
  { pending, unconfirmed }: StoredOutcome,
): FinishedDelivery {
  const isOwn = (observation: Observation) => interpretation.observations.includes(observation);
  const claims = pending.filter(({ observation }) => isOwn(observation)).map(({ reference }) => reference);
  return {
    ...claimOf(delivery),
    status: interpretation.handled ? 'processed' : 'ignored',
    action: interpretation.action,
    repository_id: interpretation.repositoryId,
    installation_id: interpretation.installationId,
    ...(filtered === null ? {} : { error: filtered }),
    ...(claims.length === 0 ? {} : { claims }),
    ...(unconfirmed.some(isOwn) ? { unconfirmed: true } : {}),
  };
}

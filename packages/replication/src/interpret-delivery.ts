import type { JsonObject, Observation } from '@hubtwin/database';
import { z } from 'zod';
import type { EventContext, ResourceDefinition, Sighting } from './define-resource.ts';
import { eventClock } from './event-clock.ts';
import { resources } from './resources/index.ts';

/** What a delivery says. */
export interface Interpretation {
  /** Whether any resource listens to the event; the others are kept and ignored. */
  handled: boolean;
  action: string | null;
  repositoryId: number | null;
  installationId: number | null;
  observations: Observation[];
}

const identified = z.looseObject({ id: z.number().int() });
const envelope = z.looseObject({ action: z.string() }).partial();

/**
 * Turns a delivery into observations by asking every resource that listens to its event. Pure: the same
 * delivery always gives the same ones.
 *
 * @throws UnusableDeliveryError when the payload does not fit its event.
 */
export function interpretDelivery(
  delivery: { event: string; payload: JsonObject; receivedAt: Date },
  definitions: readonly ResourceDefinition[] = resources,
): Interpretation {
  const { event, payload, receivedAt } = delivery;
  const received = receivedAt.toISOString();
  const context: EventContext = {
    repositoryId: idOf(payload.repository),
    asOf: eventClock(payload) || received,
    receivedAt: received,
  };
  const listening = definitions.filter(({ events }) => Object.hasOwn(events, event));
  const action = envelope.safeParse(payload);
  return {
    handled: listening.length > 0,
    action: action.success ? (action.data.action ?? null) : null,
    repositoryId: context.repositoryId,
    installationId: idOf(payload.installation),
    observations: listening.flatMap((definition) => {
      const sightings = definition.events[event]?.(payload, context) ?? [];
      return (
        sightings
          // Without its repository (GitHub sends null once it is gone) a part of it has no place.
          .filter(() => !definition.inRepository || context.repositoryId !== null)
          .map((sighting) => toObservation(definition, sighting, context, receivedAt))
      );
    }),
  };
}

function toObservation(
  definition: ResourceDefinition,
  { raw, completeness, gone, doubt, clock, progress, asOf }: Sighting,
  { repositoryId, asOf: eventTime }: EventContext,
  observedAt: Date,
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
    // A deletion that the event orders better than the payload's times do, is of that time.
    asOf: asOf ?? (gone === true && clock !== undefined && clock !== '' ? clock : eventTime),
    ...(gone === true ? { gone } : {}),
    ...(doubt === undefined ? {} : { doubt }),
    source: 'webhook',
    observedAt,
  };
}

function idOf(value: unknown): number | null {
  const parsed = identified.safeParse(value);
  return parsed.success ? parsed.data.id : null;
}

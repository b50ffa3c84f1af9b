import type { Cause, Observation } from '@hubtwin/database';
import {
  type EventContext,
  type ExtractedObservation,
  type JsonObject,
  type ResourceDefinition,
  resources,
  toClock,
  UnusableDeliveryError,
} from '@hubtwin/resources';
import { z } from 'zod';
import { checkShape } from './delivery-shape.ts';
import { eventClock } from './event-clock.ts';
import { latestVersion } from './latest-version.ts';
import { limitObject } from './limit-object.ts';
import { longKey, maxKeyBytes } from './long-key.ts';

/** The content of a delivery. */
export interface Interpretation {
  /** Whether any resource handles the event; others are stored and ignored. */
  handled: boolean;
  action: string | null;
  repositoryId: number | null;
  /** The login of the repository's owner in the delivery. */
  repositoryOwner: string | null;
  installationId: number | null;
  observations: Observation[];
  /** The lists of single objects that must be read, because the event implies changes that it does not contain. */
  listsToRead: { resource: string; number: number }[];
}

const identified = z.object({ id: z.number().int() });
const owned = z.object({ owner: z.object({ login: z.string() }) });
const envelope = z.object({ action: z.string() }).partial();

/**
 * Turns a delivery into observations with the handlers of every resource for its event. Pure: the same delivery
 * always results in the same observations.
 *
 * @param delivery `missedAt`: when GitHub first tried to deliver a recovered one, which orders objects without
 * versions; `guid`: for the change log.
 *
 * @throws UnusableDeliveryError if the payload does not match its event.
 */
export function interpretDelivery(
  delivery: { event: string; payload: JsonObject; receivedAt: Date; missedAt?: Date | null; guid?: string },
  definitions: readonly ResourceDefinition[] = resources,
): Interpretation {
  const { event, payload, receivedAt, missedAt = null, guid } = delivery;
  const latest = latestVersion(receivedAt);
  const sentAt = (missedAt !== null && missedAt < receivedAt ? missedAt : receivedAt).toISOString();
  const context: EventContext = {
    repositoryId: idOf(payload.repository),
    asOf: eventClock(payload, latest) || sentAt,
    sentAt,
  };
  const listening = definitions.filter(({ events }) => Object.hasOwn(events, event));
  if (listening.length > 0) checkShape(event, payload);
  const action = envelope.safeParse(payload);
  const cause = guid === undefined ? undefined : causeOf(guid, payload);
  const listsToRead = definitions.flatMap(({ name, list }) => {
    const { readAfter = {} } = list?.byParent ?? {};
    if (context.repositoryId === null || !Object.hasOwn(readAfter, event)) return [];
    const number = readAfter[event]?.(payload) ?? null;
    return number === null ? [] : [{ resource: name, number }];
  });
  return {
    listsToRead,
    handled: listening.length > 0,
    action: action.success ? (action.data.action ?? null) : null,
    repositoryId: context.repositoryId,
    repositoryOwner: ownerOf(payload.repository),
    installationId: idOf(payload.installation),
    observations: listening.flatMap((definition) => {
      const extracted = definition.events[event]?.(payload, context) ?? [];
      return (
        extracted
          // Without its repository (null once that is deleted) an object inside it cannot be stored.
          .filter(() => !definition.inRepository || context.repositoryId !== null)
          .map((observation) =>
            toObservation(definition, observation, context, { receivedAt, latest, cause }),
          )
      );
    }),
  };
}

function toObservation(
  definition: ResourceDefinition,
  {
    raw,
    completeness,
    isDeleted,
    refetchReason,
    clock: eventOrder,
    progress,
    asOf,
    ...rest
  }: ExtractedObservation,
  { repositoryId, asOf: eventTime }: EventContext,
  { receivedAt, latest, cause }: { receivedAt: Date; latest: string; cause: Cause | undefined },
): Observation {
  limitObject(definition.name, raw);
  const key = definition.keyOf(raw, repositoryId);
  const long = longKey(key);
  if (long !== undefined)
    throw new UnusableDeliveryError(`${definition.name}: a ${long} of more than ${maxKeyBytes} bytes`);
  const version = eventOrder ?? definition.clockOf(raw);
  const isFuture = version > latest;
  const clock = isFuture ? '' : version;
  const reason = isFuture && isDeleted !== true ? 'future' : refetchReason;
  return {
    resource: definition,
    repositoryId:
      definition.inOrganization === true ? null : (definition.repositoryIdOf(raw) ?? repositoryId),
    key,
    raw: isFuture ? withoutTime(raw, version) : raw,
    completeness,
    clock,
    rank: definition.rankOf(raw),
    progress: progress ?? definition.progressOf(raw),
    // A deletion has the clock of the event, if that orders better than the times in the payload.
    asOf: asOf ?? (isDeleted === true && eventOrder !== undefined && clock !== '' ? clock : eventTime),
    ...(isDeleted === true ? { isDeleted } : {}),
    ...rest,
    ...(reason === undefined ? {} : { refetchReason: reason }),
    source: 'webhook',
    ...(cause && { cause }),
    observedAt: receivedAt,
  };
}

/** An object without the keys whose time is invalid. */
const withoutTime = (raw: JsonObject, clock: string): JsonObject =>
  Object.fromEntries(Object.entries(raw).filter(([, value]) => toClock(value) !== clock));

const sent = z.object({ sender: z.object({ login: z.string().max(100) }) });

function causeOf(deliveryId: string, payload: JsonObject): Cause {
  const parsed = sent.safeParse(payload);
  return { deliveryId, ...(parsed.success && { actor: parsed.data.sender.login }) };
}

function idOf(value: unknown): number | null {
  const parsed = identified.safeParse(value);
  return parsed.success ? parsed.data.id : null;
}

function ownerOf(repository: unknown): string | null {
  const parsed = owned.safeParse(repository);
  return parsed.success ? parsed.data.owner.login : null;
}

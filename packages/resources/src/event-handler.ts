import { z } from 'zod';
import type { JsonObject } from './json-object.ts';
import type { RefetchReason, Resource } from './stored-resource.ts';

/**
 * For an object of a repository that may be one of the repository's owner: which of the two is known only from stored
 * objects.
 */
export interface OwnerPlace {
  /** Of the objects of owners, in the same table. */
  resource: Resource;
  keyOf(raw: JsonObject, ownerId: number): Record<string, string | number>;
  /** Values that a stored object must have in its columns: the numbers of a repository and of its owner overlap. */
  same: Record<string, string>;
  /** The observation is a deletion if this column of the stored object is true. */
  endsIf?: string;
  /** Whether it is dropped unless the object is stored. */
  isOnlyStored?: boolean;
  /** Whether it must not change an object of the owner: then it is dropped. */
  isConfined?: boolean;
}

/** An event handler's statement about an object; the engine adds the fields of the delivery. */
export interface ExtractedObservation {
  raw: JsonObject;
  completeness: 'whole' | 'partial';
  isDeleted?: boolean;
  refetchReason?: RefetchReason;
  /** Overrides the object's own clock, if the event orders it better. */
  clock?: string;
  /** Overrides the object's own progress, if the event orders better within one clock. */
  progress?: string;
  /** Overrides the event's time, for volatile keys and deletions. */
  asOf?: string;
  /** Columns that identify the object within its repository, if the event does not contain its key. */
  identifiedBy?: Record<string, number>;
  /** Where the object may be stored instead, if not among those of its repository. */
  ofOwner?: OwnerPlace;
  /** Whether the missing keys of a partial object have not changed. */
  isRestUnchanged?: boolean;
  /** Whether the delivery reports a change that only GitHub can confirm. */
  needsConfirmation?: boolean;
}

/** The context of an event handler, beside the payload. */
export interface EventContext {
  /** The payload's `repository.id`; null where an event has none. */
  repositoryId: number | null;
  /** The newest time in the payload, as a clock. */
  asOf: string;
  /** When the delivery was first sent, as far as known, as a clock. */
  sentAt: string;
}

export type EventHandler = (payload: JsonObject, context: EventContext) => ExtractedObservation[];

export const whole = (raw: JsonObject): ExtractedObservation => ({ raw, completeness: 'whole' });
export const partial = (raw: JsonObject): ExtractedObservation => ({ raw, completeness: 'partial' });
export const deletion = (raw: JsonObject): ExtractedObservation => ({
  raw,
  completeness: 'partial',
  isDeleted: true,
});

/** The delivery does not match its event, or its body was dropped: a retry would fail again. */
export class UnusableDeliveryError extends Error {
  override readonly name = 'UnusableDeliveryError';
  readonly code = 'delivery_unusable';
}

type Present<S extends z.ZodRawShape> = { [K in keyof S]: NonNullable<z.output<S[K]>> };

/**
 * Creates a handler for events with the objects of `shape`. GitHub sends null for deleted objects (a deleted user's
 * repository, a run without a workflow): then the event is ignored.
 *
 * @throws UnusableDeliveryError if an object does not match its schema.
 */
export function on<S extends z.ZodRawShape>(
  shape: S,
  handler: (payload: Present<S> & { action: string }, context: EventContext) => ExtractedObservation[],
): EventHandler {
  const nullable = Object.fromEntries(Object.entries(shape).map(([key, type]) => [key, z.nullish(type)]));
  const schema = z.looseObject({ action: z.string().nullish(), ...nullable });
  return (payload, context) => {
    const parsed = schema.safeParse(payload);
    if (!parsed.success) throw new UnusableDeliveryError(z.prettifyError(parsed.error));
    const values: JsonObject = parsed.data;
    if (Object.keys(shape).some((key) => values[key] === null || values[key] === undefined)) return [];
    return handler(
      { ...values, action: parsed.data.action ?? '' } as Present<S> & { action: string },
      context,
    );
  };
}

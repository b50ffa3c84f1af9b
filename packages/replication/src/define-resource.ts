import type { JsonObject, Observation, Resource } from '@hubtwin/database';
import { z } from 'zod';

/** An event handler's statement about an object; the engine adds the fields of the delivery. */
export interface ExtractedObservation {
  raw: JsonObject;
  completeness: 'whole' | 'partial';
  gone?: boolean;
  refetchReason?: NonNullable<Observation['refetchReason']>;
  /** Overrides the object's own clock, if the event orders it better. */
  clock?: string;
  /** Overrides the object's own progress, if the event orders better within one clock. */
  progress?: string;
  /** Overrides the event's time, for volatile keys and deletions. */
  asOf?: string;
  /** Columns that identify the object within its repository, if the event does not contain its key. */
  identifiedBy?: Record<string, number>;
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

/** How to request one object from GitHub. */
export interface ItemSource {
  /** As in GitHub's documentation; `{owner}` and `{repo}` are filled in. */
  route: string;
  /** The other parameters, from the stored object; null if it cannot be identified. */
  parameters(raw: JsonObject): Record<string, string | number> | null;
  /** Whether GitHub hides it from credentials without permission: then 404 proves nothing. */
  isHidden?: true;
  /** The credential: the repository's by default, the App's, or any. */
  credential?: 'app' | 'anyone';
}

/** The collections of a repository that GraphQL counts. */
export type Countable =
  | 'issues'
  | 'pullRequests'
  | 'commits'
  | 'branches'
  | 'labels'
  | 'milestones'
  | 'releases';

/** The resource whose objects have such lists, and the column and parameter that identify the parent. */
export interface ParentOf {
  resource: string;
  column: string;
  parameter: string;
  /** The column of both that counts the attempts of the parent: children of an earlier attempt are not sufficient. */
  attempt?: string;
}

/**
 * Objects that refer to their parents. Such a list is read from a branch's head until every parent is stored: dates
 * do not order it, because a merged branch may be old.
 */
export interface History {
  /** The query for the commit and its ancestors. */
  startsAt(sha: string): Record<string, string>;
  parentsOf(raw: JsonObject): readonly string[];
}

/** How to request all objects of a repository, or of an organisation, from GitHub. */
export interface ListSource {
  /** As in GitHub's documentation; `{owner}` and `{repo}`, or `{org}`, are filled in. */
  route: string;
  /** The owner of the list; a repository by default. */
  of?: 'organization' | ParentOf;
  query?: Record<string, string | number>;
  /** The field of GitHub's repository that is false if GitHub returns neither the list nor its objects. */
  feature?: string;
  /** The order for reading the whole list: one that does not change while it is read. */
  whole?: Record<string, string>;
  /** The query for changes since a time; without it, the whole list is read. */
  changedSince?(since: string): Record<string, string>;
  /** The time column that orders that query: older objects were read before. */
  cursorColumn?: 'updated_at' | 'created_at';
  /** Whether that returns the newest first, so that reading can stop at the first known object. */
  newestFirst?: boolean;
  /** For a list that returns a commit and its ancestors. */
  history?: History;
  /**
   * Whether absence from the whole list means deletion: with an item source the object is requested first, and an
   * object that cannot be requested then does not count as deleted.
   */
  complete: boolean;
  /**
   * The query of the list that includes these objects; without it each is requested separately. `heads` are the head
   * commits of the repository's branches.
   */
  covers?(raws: readonly JsonObject[], heads: ReadonlySet<string>): Record<string, string>;
  /** The number of objects from which on that is better than separate requests; 1 by default. */
  coversFrom?: number;
  /** The GraphQL counts that add up to the length of the list; unknown: one page. */
  counted?: readonly Countable[];
  /** Keys that change with an object and that only a request for the object returns. */
  details?: readonly string[];
  /** The history of an object, such as the commits of a branch; null if it has none. */
  leadsTo?: {
    history(): ResourceDefinition;
    head(raw: JsonObject): { name: string; sha: string } | null;
  };
  /** Objects in this list that are of another kind. */
  omits?(raw: JsonObject): boolean;
}

/** One kind of GitHub object: everything that the generic engines need to know about it. */
export interface ResourceDefinition extends Resource {
  /** The keys of GitHub's object that Hubtwin relies on; additional keys are kept, missing ones are an error. */
  schema: z.ZodType<JsonObject>;
  /** Additional keys of GitHub's own answer, which distinguish the object from other kinds. */
  answered?: z.ZodType;
  keyOf(raw: JsonObject, repositoryId: number | null): Record<string, string | number>;
  /** The repository that changes of the object are listed under, if not the event's. */
  repositoryIdOf(raw: JsonObject): number | undefined;
  clockOf(raw: JsonObject): string;
  rankOf(raw: JsonObject): string;
  progressOf(raw: JsonObject): string;
  /** Whether objects never change. */
  immutable?: boolean;
  item?: ItemSource;
  list?: ListSource;
  /** The column and value that mark a terminal state. */
  terminalState?: { column: string; value: string };
  /** Whether keys that deliveries do not contain can wait: the newest objects of a repository are read once an hour. */
  isDeferrable?: boolean;
  /**
   * Which hooks may report it: that of its repository by default; `deployment`: only hooks with a secret of the
   * deployment's configuration, such as the App's; `shared`: it belongs to no repository, so a repository's hook only
   * adds what is not known otherwise.
   */
  claims?: 'deployment' | 'shared';
  /**
   * The permission that an App needs to read it and to receive its events; undefined: `metadata`, which every App
   * has.
   */
  permission?: string;
  /** By name of the event. */
  events: Record<string, EventHandler>;
  /** Extracts objects of this resource that GitHub embeds in an object of another one. */
  extractEmbedded?: ExtractEmbedded;
}

/** `requestedAt` is the time of the request, as a clock. */
type ExtractEmbedded = (resource: string, object: JsonObject, requestedAt: string) => ExtractedObservation[];

interface DefinitionOptions<T extends JsonObject> {
  name: Resource['name'];
  table: Resource['table'];
  permission?: string;
  key: readonly string[];
  /** Default: the key is the object's `id`. */
  keyOf?(object: T, repositoryId: number | null): Record<string, string | number>;
  /** Default: the repository of the event. */
  repositoryId?(object: T): number;
  inRepository: boolean;
  schema: z.ZodType<T>;
  answered?: z.ZodType;
  clock(object: T): string;
  rank?(object: T): string;
  /** Values that usually grow within a second, the most reliable first. */
  progress?(object: T): readonly (number | null | undefined)[];
  /** Receives the object as merged so far, so any key may be missing. */
  columns(object: Partial<T>): Record<string, unknown>;
  changes: readonly string[];
  volatile?: readonly string[];
  account?: NonNullable<Resource['account']>;
  embeds?: NonNullable<Resource['embeds']>;
  isEmbedded?: boolean;
  confirmedKeys?: readonly string[];
  immutable?: boolean;
  item?: ItemSource;
  list?: ListSource;
  terminalState?: { column: string; value: string };
  isDeferrable?: boolean;
  claims?: 'deployment' | 'shared';
  /** Default: no event reports it. */
  events?: Record<string, EventHandler>;
  extractEmbedded?: ExtractEmbedded;
}

/** Defines a resource. Its objects are checked against the schema at the border, and typed from there on. */
export function defineResource<T extends JsonObject & { id?: number | undefined }>(
  options: DefinitionOptions<T>,
): ResourceDefinition {
  const { keyOf, repositoryId, rank, progress, clock, columns, events = {}, ...rest } = options;
  const typed = (raw: JsonObject) => raw as T;
  return {
    ...rest,
    events,
    keyOf: (raw, repositoryId) => keyOf?.(typed(raw), repositoryId) ?? { id: typed(raw).id ?? 0 },
    repositoryIdOf: (raw) => repositoryId?.(typed(raw)),
    clockOf: (raw) => clock(typed(raw)),
    rankOf: (raw) => rank?.(typed(raw)) ?? '',
    progressOf: (raw) => (progress?.(typed(raw)) ?? []).map((n) => String(n ?? 0).padStart(10, '0')).join(''),
    columns: (raw) => columns(raw as Partial<T>),
  };
}

export const whole = (raw: JsonObject): ExtractedObservation => ({ raw, completeness: 'whole' });
export const partial = (raw: JsonObject): ExtractedObservation => ({ raw, completeness: 'partial' });
export const deletion = (raw: JsonObject): ExtractedObservation => ({
  raw,
  completeness: 'partial',
  gone: true,
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

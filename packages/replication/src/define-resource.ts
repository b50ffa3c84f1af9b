import type { JsonObject, Observation, Resource } from '@hubtwin/database';
import { z } from 'zod';

/** What an event handler says of an object; the engine adds what is common to the delivery. */
export interface Sighting {
  raw: JsonObject;
  completeness: 'whole' | 'partial';
  gone?: boolean;
  doubt?: NonNullable<Observation['doubt']>;
  /** In place of the object's own clock, where the event orders it better. */
  clock?: string;
  /** In place of the object's own, where the event tells better what comes later within one clock. */
  progress?: string;
  /** In place of the event's time, for what is volatile or gone. */
  asOf?: string;
  /** Columns that identify the object within its repository, where the event does not name its key. */
  identifiedBy?: Record<string, number>;
  /** Whether what a partial object leaves out is as it was. */
  isRestUnchanged?: boolean;
  /** Whether the delivery is about a change that only GitHub can confirm. */
  needsConfirmation?: boolean;
}

/** What a handler is told beside the payload. */
export interface EventContext {
  /** The payload's `repository.id`; null where an event has none. */
  repositoryId: number | null;
  /** The newest time that the payload speaks of, as a clock. */
  asOf: string;
  /** When the delivery was sent for the first time, as far as is known, as a clock. */
  sentAt: string;
}

export type EventHandler = (payload: JsonObject, context: EventContext) => Sighting[];

/** How GitHub is asked for one object. */
export interface ItemSource {
  /** As GitHub documents it; `{owner}` and `{repo}` are filled in. */
  route: string;
  /** The other parameters, from what is stored of the object; null where it cannot be named. */
  parameters(raw: JsonObject): Record<string, string | number> | null;
  /** Whether GitHub hides it from who may not see it: that it is not found proves nothing then. */
  isHidden?: true;
  /** Whose question it is: the repository's by default, the App's, or one that any credential may ask. */
  asks?: 'app' | 'anyone';
}

/** What of a repository GitHub counts for GraphQL. */
export type Countable =
  | 'issues'
  | 'pullRequests'
  | 'commits'
  | 'branches'
  | 'labels'
  | 'milestones'
  | 'releases';

/** The resource whose objects have such lists, and what names the parent: in a child's row, and in the route. */
export interface ParentOf {
  resource: string;
  column: string;
  parameter: string;
  /** The column of both that counts how often the parent began again: children of an earlier time are not enough. */
  attempt?: string;
}

/**
 * Objects that name their parents. Such a list is read from a branch's head until every parent is stored: dates do not
 * order it, as a merged branch may be old.
 */
export interface History {
  /** The query for the commit and its ancestors. */
  startsAt(sha: string): Record<string, string>;
  parentsOf(raw: JsonObject): readonly string[];
}

/** How GitHub is asked for all objects of a repository, or of an organisation. */
export interface ListSource {
  /** As GitHub documents it; `{owner}` and `{repo}`, or `{org}`, are filled in. */
  route: string;
  /** Whose list it is; a repository's by default. */
  of?: 'organization' | ParentOf;
  query?: Record<string, string | number>;
  /** The field of GitHub's repository that is false where it does not show the list, nor what is in it. */
  feature?: string;
  /** The order to read all of it in: one in which nothing moves while it is read. */
  whole?: Record<string, string>;
  /** What to ask for to see what changed since a time; without it, the list is read whole. */
  changedSince?(since: string): Record<string, string>;
  /** The column with the time that this is ordered by: what has an older one was read before. */
  knownBy?: 'updated_at' | 'created_at';
  /** Whether that shows the newest first, so that it may be left where what was read before begins. */
  newestFirst?: boolean;
  /** Of a list that shows a commit and its ancestors. */
  history?: History;
  /**
   * Whether what is absent from the whole list is gone: where there is an item source it is asked for before
   * that is believed, and what cannot be named there is not called gone.
   */
  complete: boolean;
  /**
   * What to ask the list for, to see these objects again; without it each is asked for by itself. `heads` are
   * the commits that branches of the repository lead to.
   */
  covers?(raws: readonly JsonObject[], heads: ReadonlySet<string>): Record<string, string>;
  /** From how many objects on that is better than asking for each; 1 by default. */
  coversFrom?: number;
  /** What GitHub can count without showing it, that the list is as long as together; unknown: a page. */
  counted?: readonly Countable[];
  /** Keys that change with an object and that only its own answer has. */
  details?: readonly string[];
  /** The history that an object leads to, as a branch to its commits; null where it leads to none. */
  leadsTo?: {
    history(): ResourceDefinition;
    head(raw: JsonObject): { name: string; sha: string } | null;
  };
  /** Objects that GitHub lists here and that are of another kind. */
  omits?(raw: JsonObject): boolean;
}

/** One kind of GitHub object: everything that the generic engines need to know of it. */
export interface ResourceDefinition extends Resource {
  /** The part of GitHub's object that Hubtwin relies on; more keys are kept, fewer are refused. */
  schema: z.ZodType<JsonObject>;
  /** What GitHub's own answer must have beside, so that no other object is taken for one of these. */
  answered?: z.ZodType;
  keyOf(raw: JsonObject, repositoryId: number | null): Record<string, string | number>;
  /** The repository that a change of the object is listed under, where it is not the event's. */
  repositoryIdOf(raw: JsonObject): number | undefined;
  clockOf(raw: JsonObject): string;
  rankOf(raw: JsonObject): string;
  progressOf(raw: JsonObject): string;
  /** Whether an object stays as it was made. */
  immutable?: boolean;
  item?: ItemSource;
  list?: ListSource;
  /** The column that tells when an object will not change by itself any more. */
  ends?: { column: string; with: string };
  /** Whether what deliveries leave out is not urgent: the newest of a repository are read once an hour. */
  isPatient?: boolean;
  /**
   * Whose hooks may speak of it: that of its repository by default; `deployment`: only hooks whose secret the
   * deployment is configured with, such as the App's; `shared`: it belongs to nobody, so that a repository's hook
   * says only what nothing else is known of.
   */
  claims?: 'deployment' | 'shared';
  /** What an App must be granted to read it and to be told of it; absent: what every App is, `metadata`. */
  permission?: string;
  /** By the name of the event. */
  events: Record<string, EventHandler>;
  /** What GitHub's answer about an object of another resource tells of this one's on the way. */
  within?: EmbeddedSightings;
}

/** `askedAt` is the time of the question, as a clock. */
type EmbeddedSightings = (resource: string, object: JsonObject, askedAt: string) => Sighting[];

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
  /** What usually grows within a second, most telling first. */
  progress?(object: T): readonly (number | null | undefined)[];
  /** Gets the object as merged so far, so that any key may be missing. */
  columns(object: Partial<T>): Record<string, unknown>;
  changes: readonly string[];
  volatile?: readonly string[];
  account?: NonNullable<Resource['account']>;
  carries?: NonNullable<Resource['carries']>;
  isCarried?: boolean;
  confirmedKeys?: readonly string[];
  immutable?: boolean;
  item?: ItemSource;
  list?: ListSource;
  ends?: { column: string; with: string };
  isPatient?: boolean;
  claims?: 'deployment' | 'shared';
  /** Default: none tells of it. */
  events?: Record<string, EventHandler>;
  within?: EmbeddedSightings;
}

/** Declares a resource. Its objects pass the schema at the border, so inside they are taken as typed. */
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

export const whole = (raw: JsonObject): Sighting => ({ raw, completeness: 'whole' });
export const partial = (raw: JsonObject): Sighting => ({ raw, completeness: 'partial' });
export const gone = (raw: JsonObject): Sighting => ({ raw, completeness: 'partial', gone: true });

/** The delivery is not of the shape that its event promises, or is no more: trying again cannot help. */
export class UnusableDeliveryError extends Error {
  override readonly name = 'UnusableDeliveryError';
  readonly code = 'delivery_unusable';
}

type Present<S extends z.ZodRawShape> = { [K in keyof S]: NonNullable<z.output<S[K]>> };

/**
 * A handler for events that carry the objects of `shape`. GitHub sends null where an object is gone (a
 * deleted user's repository, a run without a workflow): then the event says nothing, and is no error.
 *
 * @throws UnusableDeliveryError when an object that is there is not of its schema.
 */
export function on<S extends z.ZodRawShape>(
  shape: S,
  handler: (payload: Present<S> & { action: string }, context: EventContext) => Sighting[],
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

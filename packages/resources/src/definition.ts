import type { z } from 'zod';
import type { Drift } from './drift.ts';
import type { EventHandler, ExtractedObservation } from './event-handler.ts';
import type { JsonObject } from './json-object.ts';
import type { Probe, ProbedRow } from './probe.ts';
import type { Representation } from './representation.ts';
import type { Resource } from './stored-resource.ts';

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
  | 'releases'
  | 'tags';

/** The resource whose objects have such lists, and the column and parameter that identify the parent. */
export interface ParentOf {
  resource: string;
  column: string;
  parameter: string;
  /** The column of both that counts the attempts of the parent: children of an earlier attempt are not sufficient. */
  attempt?: string;
  /** The parent's column with the time when its list was fetched because no delivery reported it. */
  fetchedColumn?: string;
  /** The key of the parent with the value of the parameter; default: its id. */
  named?: string;
  /** For a parent of an organisation: GraphQL's connection of the organisation with the parents. */
  connection?: string;
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

/** How GraphQL returns the objects of many parents at once, where GitHub has no list of a repository. */
export interface ParentNodes {
  /** The connection of a parent, and the fields of each object. */
  name: string;
  fields: string;
  /** The number of objects that a query for many parents returns of each; a connection in the fields counts for each of them. */
  first: number;
  /** Its other arguments; default: none. */
  arguments?: string;
  /**
   * @param index its place in the connection.
   * @returns what the list of that parent contains for it; null: it cannot be read.
   */
  toListed(
    node: unknown,
    parent: { number: number; repositoryUrl: string },
    index: number,
  ): JsonObject | null;
}

/** Objects of parents that a probe compares by their node ids. */
export interface WatchedChildren {
  /** GraphQL's type of the objects. */
  type: string;
  /** Only those of parents in this state. */
  of: { column: string; value: string };
  /** Maximum of objects in an interval, for each hundred repositories. */
  limit: number;
}

/** The list of the objects of one parent in a repository, such as the comments of an issue. */
export interface ParentList {
  /** As in GitHub's documentation; `{owner}` and `{repo}` are filled in. Absent: only GraphQL returns it, by `nodes`. */
  route?: string;
  /** The name of its parameter with the parent's number. */
  parameter: string;
  /** The column of the objects with the parent's number. */
  column: string;
  /**
   * The resources of the parents, with their types in GraphQL, their column that counts the objects, if any, and that
   * with the value of the parameter; default: `number`.
   */
  parents: readonly { resource: string; type: string; count?: string; key?: string }[];
  /** Replaces the list of the repository. */
  nodes?: ParentNodes;
  /** Whether there is no list of the repository, nor do `nodes` replace it: the lists of changed parents are read. */
  isOnlyList?: true;
  /** What a probe compares of a parent that changed: the connection of its objects. */
  probe: Probe;
  /** How to compare objects that change without their parent, in rotation: by the fields of the probe. */
  watched?: WatchedChildren;
  /**
   * By name of the event: the number of the parent whose list must be read after it, because the event implies a change
   * of objects that it does not contain; null: none.
   */
  readAfter?: Record<string, (payload: JsonObject) => number | null>;
  /** The connection of the parent whose objects have that one, such as the threads of comments; default: the parent has it. */
  within?: { name: string; arguments: string };
}

/** How GraphQL returns the list of a repository, where REST does not return what its objects are. */
export interface ListConnection {
  /** The connection of the repository with its arguments, without those of paging. */
  name: string;
  arguments: string;
  /** Its `edges` or its `nodes`, with their fields. */
  selection: string;
  /** @returns the object; null: it cannot be read. */
  toListed(theirs: unknown): JsonObject | null;
}

/**
 * The list of the objects of one commit, such as its check runs. It is read for the heads of branches and of open pull
 * requests, where a comparison of these finds a difference; of other commits what deliveries reported is kept.
 */
export interface HeadList {
  /** The name of its parameter with the hash, and the column of the objects with it. */
  parameter: string;
  column: string;
  /** The fields of GraphQL's commit that are compared of every head. */
  fields: string;
  /** Those with a cost of their own, which are compared of default branches and of open pull requests. */
  details?: string;
  /** A resource: where its objects differ, these do. */
  changesWith?: string;
  /** The columns of the stored objects to compare. */
  columns: readonly string[];
  /** @param ours the stored objects of the commit. */
  differs(commit: unknown, ours: readonly ProbedRow[]): boolean;
}

/** How to request all objects of a repository, or of an organisation, from GitHub. */
export interface ListSource {
  /** As in GitHub's documentation; `{owner}` and `{repo}`, or `{org}`, are filled in. */
  route: string;
  /** The owner of the list; a repository by default. The parent of an organisation's object is one of its objects. */
  of?: 'organization' | ParentOf;
  /** The lists of the objects of single parents, beside that of the repository: they are read where a probe found a difference. */
  byParent?: ParentList;
  /** Replaces the list of the repository. */
  ofHeads?: HeadList;
  query?: Record<string, string | number>;
  /** Replaces the requests of the route. */
  connection?: ListConnection;
  /** For a list of an organisation: it is read once for each of these values of a key that GitHub's objects lack. */
  each?: { parameter: string; values: readonly string[] };
  /** For a list of an organisation: GitHub returns its only object instead of a list. */
  isSingle?: true;
  /** For a list of an organisation: the keys of GitHub's objects that are kept; default: all. */
  picks?: readonly string[];
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
  drift: Drift;
  /** What a probe compares of its objects; required by the signal `objects`. */
  probe?: Probe;
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
   * adds what is not known otherwise. An object of an organisation: only hooks of that organisation.
   */
  claims?: 'deployment' | 'shared';
  /**
   * The permission that an App needs to read it and to receive its events; undefined: `metadata`, which every App
   * has.
   */
  permission?: string;
  /** Whether GitHub must confirm deletions on which other data depends. */
  hasConfirmedDeletions?: true;
  /** By name of the event. */
  events: Record<string, EventHandler>;
  /** Extracts objects of this resource that GitHub embeds in an object of another one. */
  extractEmbedded?: ExtractEmbedded;
  /** Its objects and lists in the API; undefined if the API does not derive them. */
  shown?: Representation;
}

/** `requestedAt` is the time of the request, as a clock. */
type ExtractEmbedded = (resource: string, object: JsonObject, requestedAt: string) => ExtractedObservation[];

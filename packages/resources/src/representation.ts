import type { Fields } from './field.ts';
import type { Filters } from './filter.ts';
import type { Shape } from './stored/shape.ts';

/** An order of a list, which has an index with every filter. */
export interface Sort {
  column: string;
  type: 'number' | 'text' | 'time';
  /** Rows without a value are last, in either direction. */
  isNullable?: boolean;
  /** Whether only the lists of one repository have it, because numbers are unique within a repository only. */
  isOfRepository?: boolean;
}

/** The path of one object below its repository or organisation. */
export interface ItemAddress {
  parameter: string;
  type: 'number' | 'id' | 'nodeId' | 'sha' | 'slug';
  column: string;
  /** Whether the response for an object that GitHub deleted is 410 instead of 404, as on GitHub. */
  isGoneWhenDeleted?: boolean;
}

/** A list below an object of a repository. */
export interface ListOfObject {
  operation: string;
  summary: string;
  description?: string;
  /** The path segment of the object. */
  path: string;
  /** The path segment of the list; default: that of the repository's list. */
  name?: string;
  /** Its parameter, and the type of that; default: its number. */
  parameter?: { name: string; type: ItemAddress['type'] };
  /** The column with the value of the parameter. */
  column: string;
  /** The resources that the object can be of. */
  parents: readonly [string, ...string[]];
  /** Their columns with the value of the parameter; default: `number`. */
  parentColumns?: Readonly<Record<string, string>>;
}

/** The API of a resource: its objects, lists, filters and orders. Everything else about its routes is derived. */
export interface Representation {
  /** Its names in the change log, which invalidates caches. */
  resources: readonly [string, ...string[]];
  table: string;
  /** Name of the schema of one object, in the API's document. */
  schema: string;
  /** Its name in sentences. */
  noun: string;
  /** Name of its lists in cursors, and path segment below the repository, the organisation or the parent. */
  path: string;
  /** The cache setting that defines the TTL of its responses. */
  cachedAs: 'repos' | 'pulls' | 'issues' | 'workflows' | 'runners' | 'jobs';
  list: { operation: string; summary: string; description?: string };
  /** The list across all repositories that a key can access. */
  across?: {
    operation: string;
    summary: string;
    description?: string;
    /** Whether it can be limited to one repository, by the parameter `repository`. */
    takesRepository?: true;
  };
  /** The list of those that belong to one object of the repository. */
  ofObject?: ListOfObject;
  item?: { operation: string } & ItemAddress;
  /** The item across repositories, whose parameter is unique on GitHub. */
  itemAcross?: { operation: string } & ItemAddress;
  fields: Fields;
  shape?: Shape;
  filters: Filters;
  /** Filters that only the lists of one repository have. */
  repositoryFilters?: Filters;
  /** The first is the default. */
  sorts: Readonly<Record<string, Sort>>;
  direction: 'asc' | 'desc';
  /** Tie-breaker for rows that are equal in the sort column; unique within a list. */
  tie: readonly Sort[];
  /** Rows that are null in this column, because only their id is known, are not listed. */
  listedWith?: string;
  /** For objects that may have no repository: a field that replaces it. */
  isRepositoryOptional?: boolean;
  /** Whether its list below a repository is that of one parent, by a route of its own. */
  isOfParent?: boolean;
  /** Whether its lists are those of an organisation. */
  isOfOrganization?: true;
  /** Whose list it is, if not a repository's or an organisation's. */
  parent?: { resource: string; column: string };
  /** Source of the observation, in the example. */
  source?: 'webhook' | 'sync';
}

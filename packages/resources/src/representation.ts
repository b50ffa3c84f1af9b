import type { Fields } from './field.ts';
import type { Filters } from './filter.ts';

/** An order of a list, which an index serves with every filter. */
export interface Sort {
  column: string;
  type: 'number' | 'text' | 'time';
  /** Rows without a value are last, in either direction. */
  isNullable?: boolean;
  /** Whether only the lists of one repository have it, as numbers are unique within a repository. */
  isOfRepository?: boolean;
}

/** How one object is addressed below its repository. */
export interface ItemAddress {
  parameter: string;
  type: 'number' | 'id' | 'sha';
  column: string;
  /** Whether an object that GitHub no longer has answers 410 in place of 404, as GitHub's own. */
  isGoneWhenDeleted?: boolean;
}

/** How the API shows a resource: its objects, lists, filters and orders. Everything else about these routes is derived. */
export interface Representation {
  /** In the change log, by which caches are invalidated. */
  resources: readonly [string, ...string[]];
  table: string;
  /** Of one object, in the API's document. */
  schema: string;
  /** In sentences. */
  noun: string;
  /** Names its lists in cursors, and below the address of the repository. */
  path: string;
  /** By whose time to live answers are cached. */
  cachedAs: 'repos' | 'pulls' | 'issues' | 'workflows' | 'runners' | 'jobs';
  list: { operation: string; summary: string; description?: string };
  /** The list of all repositories that a key may see. */
  across?: { operation: string; summary: string; description?: string };
  item?: { operation: string } & ItemAddress;
  fields: Fields;
  filters: Filters;
  /** Filters that only the lists of one repository have. */
  repositoryFilters?: Filters;
  /** The first is the default. */
  sorts: Readonly<Record<string, Sort>>;
  direction: 'asc' | 'desc';
  /** Orders rows that are equal in the sort column; unique within a list. */
  tie: readonly Sort[];
  /** Rows without a value in this column, of which only the id is known yet, are not listed. */
  listedWith?: string;
  /** Where an object does not belong to one repository: another field in its place. */
  isRepositoryOptional?: boolean;
  /** How it came to be known, in the example. */
  source?: 'webhook' | 'sync';
}

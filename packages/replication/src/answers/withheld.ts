import type { Observation } from '@hubtwin/database';

/** Why GitHub does not return an object that may exist: none of these is a deletion. */
export interface Withheld {
  /** The feature is off, access is blocked, the credential lacks a permission, or it cannot access the repository. */
  state: 'disabled' | 'blocked' | 'refused' | 'inaccessible';
  /** In GitHub's words. */
  reason: string;
  /** Whether this applies to all objects of the kind in the repository. */
  isOfList: boolean;
}

/** A request that failed for another reason than the object itself. */
export interface Failed {
  failure: unknown;
}

/** The result of fetching an object; null if it cannot be requested. */
export type Fetched = Observation | Withheld | Failed | null;

export const isSeen = (fetched: Fetched): fetched is Observation => fetched !== null && 'raw' in fetched;
export const isWithheld = (fetched: Fetched): fetched is Withheld =>
  fetched !== null && 'isOfList' in fetched;
export const isFailed = (fetched: Fetched): fetched is Failed => fetched !== null && 'failure' in fetched;

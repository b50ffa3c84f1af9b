import type { Observation } from '@hubtwin/database';

/** Why GitHub does not show what may well be there: none of these is a deletion. */
export interface Withheld {
  /**
   * The feature is off, access is blocked, whoever asks lacks a permission, or whoever asks cannot see the repository.
   */
  state: 'disabled' | 'blocked' | 'refused' | 'inaccessible';
  /** In GitHub's words. */
  reason: string;
  /** Whether that holds for all objects of the kind in the repository. */
  isOfList: boolean;
}

/** A request that failed for another reason than what GitHub says of the object. */
export interface Failed {
  failure: unknown;
}

/** What was fetched of an object; null where it cannot be requested. */
export type Fetched = Observation | Withheld | Failed | null;

export const isSeen = (fetched: Fetched): fetched is Observation => fetched !== null && 'raw' in fetched;
export const isWithheld = (fetched: Fetched): fetched is Withheld =>
  fetched !== null && 'isOfList' in fetched;
export const isFailed = (fetched: Fetched): fetched is Failed => fetched !== null && 'failure' in fetched;

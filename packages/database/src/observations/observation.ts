import type { JsonObject, OwnerPlace, RefetchReason, Resource } from '@hubtwin/resources';

/** The origin of an observation. All but webhooks are answers of GitHub to requests. */
export type Source = 'webhook' | 'import' | 'sync' | 'api';

/** What made a state known, for the change log. */
export interface Cause {
  /** The GUID of the delivery that contained it. */
  deliveryId?: string;
  /** Login of the account that GitHub names as the sender of the delivery. */
  actor?: string;
  /** The route of the request that returned it. */
  request?: string;
}

/**
 * The state of one object at one time: the only thing that can change a row.
 *
 * Clocks are ISO 8601 UTC times as GitHub formats them, compared as text; '' is less than any.
 */
export interface Observation {
  resource: Resource;
  repositoryId: number | null;
  key: Readonly<Record<string, string | number>>;
  /**
   * Columns that identify the object within its repository where its key is unknown; dropped unless the object is
   * stored.
   */
  identifiedBy?: Readonly<Record<string, number>>;
  /** Where the object may be stored instead. */
  ofOwner?: OwnerPlace;
  /** GitHub's object, or the observed part of it. */
  raw: JsonObject;
  /** Whether the rest of a partial object has not changed, so that it need not be fetched. */
  isRestUnchanged?: boolean;
  /** Whether `raw` is the complete object at that clock. */
  completeness: 'whole' | 'partial';
  /** The object's own version, such as `updated_at`. */
  clock: string;
  /** Outweighs the clock: later attempts of a run, terminal states. Compared as text; default ''. */
  rank?: string;
  /**
   * Orders observations of equal clocks by what usually comes later (more comments, a later commit), so that a tie is
   * mostly right before it is refetched. Compared as text; default ''.
   */
  progress?: string;
  /** The time of the whole message; versions the volatile keys, and deletions. */
  asOf: string;
  /** The object was deleted on GitHub. */
  isDeleted?: boolean;
  /** A reported change, or a deletion of any resource, that only a fetch confirms. */
  needsConfirmation?: boolean;
  /**
   * A claim that takes effect although only a fetch could confirm it, because no credential for GitHub is configured.
   */
  accepted?: boolean;
  /** Why the observation alone is not reliable. */
  refetchReason?: RefetchReason;
  source: Source;
  cause?: Cause;
  /**
   * Embedded in an answer about another object: it was not requested itself, so that, as in webhooks, the same
   * content again changes nothing.
   */
  embedded?: boolean;
  /** When it was received, or when the request that fetched it was started. */
  observedAt: Date;
}

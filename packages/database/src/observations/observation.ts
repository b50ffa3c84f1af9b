import type { TwinTables } from '../tables/twin-tables.ts';

export type JsonObject = { [name: string]: unknown };

/** The origin of an observation. All but webhooks are answers of GitHub to requests. */
export type Source = 'webhook' | 'import' | 'sync' | 'api';

/** A key of GitHub's object that embeds another object, or a list of them. */
export interface EmbeddedKey {
  /** The key of GitHub's object. */
  key: string;
  /** The table of the embedded objects, which are found by their `id`. */
  table: keyof TwinTables;
  /** The column that is null or empty where nothing is embedded. */
  column: string;
  /** The key of the embedded object that is kept up to date. The rest stays as observed. */
  shows: string;
}

/** How the write path stores one kind of GitHub object. */
export interface Resource {
  /** The name in the change log and in the API. */
  name: string;
  table: keyof TwinTables;
  /** The columns of the primary key. */
  key: readonly string[];
  /** Whether the object belongs to a repository, whose id is in its rows. */
  inRepository: boolean;
  /** The typed columns of a row, from GitHub's object as merged so far; any key may be missing. */
  columns(raw: JsonObject): Record<string, unknown>;
  /** Columns whose old and new values are in the change log. */
  changes: readonly string[];
  /** Keys of GitHub's object that change without a new version; the newest observation's value wins. */
  volatile?: readonly string[];
  /** Objects of other kinds that GitHub embeds in this one, and that change without it. */
  embeds?: readonly EmbeddedKey[];
  /** Whether other objects embed it. */
  isEmbedded?: boolean;
  /** The columns with the account that the object belongs to. */
  account?: { id: string; login?: string };
  /**
   * Keys of GitHub's object that only GitHub's answer changes, as its deletion: in a delivery they are a claim, which
   * waits until a fetch confirms it. These keys hide or reveal much, such as the name of a repository.
   */
  confirmedKeys?: readonly string[];
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
  gone?: boolean;
  /** A reported change, or a deletion of any resource, that only a fetch confirms. */
  needsConfirmation?: boolean;
  /**
   * A claim that takes effect although only a fetch could confirm it, because no credential for GitHub is configured.
   */
  accepted?: boolean;
  /**
   * Why the observation alone is not reliable: truncated, not ordered by any clock, with a version in the future
   * (which is then not used), or not found although it existed a moment ago.
   */
  refetchReason?: 'truncated' | 'unordered' | 'future' | 'missing';
  source: Source;
  /**
   * Embedded in an answer about another object: it was not requested itself, so that, as in webhooks, the same
   * content again changes nothing.
   */
  embedded?: boolean;
  /** When it was received, or when the request that fetched it was started. */
  observedAt: Date;
}

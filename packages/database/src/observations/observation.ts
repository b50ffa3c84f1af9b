import type { TwinTables } from '../tables/twin-tables.ts';

export type JsonObject = { [name: string]: unknown };

/** Who saw it. Everything but a webhook is an answer that GitHub gave to our own question. */
export type Source = 'webhook' | 'import' | 'sync' | 'api';

/** Where GitHub's object carries another one, or a list of them. */
export interface Carried {
  /** The key of GitHub's object. */
  key: string;
  /** Where the objects that it carries are stored, by their `id`. */
  table: keyof TwinTables;
  /** The column that is null or empty where it carries none. */
  column: string;
  /** What of it the object shows: a key of GitHub's. The rest stays as it was seen. */
  shows: string;
}

/** How the write path stores one kind of GitHub object. */
export interface Resource {
  /** The name in the change log and in the API. */
  name: string;
  table: keyof TwinTables;
  /** The columns of the primary key. */
  key: readonly string[];
  /** Whether the object is part of a repository, whose id its rows carry. */
  inRepository: boolean;
  /** The typed columns of a row, from GitHub's object as merged so far; any key may be missing. */
  columns(raw: JsonObject): Record<string, unknown>;
  /** Columns whose old and new values the change log shows. */
  changes: readonly string[];
  /** Keys of GitHub's object that change without a new version; the newest observation's value stands. */
  volatile?: readonly string[];
  /** Objects of other kinds that GitHub shows in this one as they are, and that change without it. */
  carries?: readonly Carried[];
  /** Whether others carry it. */
  isCarried?: boolean;
  /** The columns with the account that the object is of. */
  account?: { id: string; login?: string };
  /**
   * Keys of GitHub's object that only GitHub's own answer changes, as is its deletion: what a delivery says of them
   * is a claim, which waits until a fetch confirms it. They hide or reveal much, such as the name of a repository.
   */
  confirmedKeys?: readonly string[];
}

/**
 * What somebody saw of one object: the only thing that can change a row.
 *
 * Clocks are ISO 8601 UTC times as GitHub writes them, compared as text; '' is before all of them.
 */
export interface Observation {
  resource: Resource;
  repositoryId: number | null;
  key: Readonly<Record<string, string | number>>;
  /**
   * Columns that identify the object within its repository where its key is not known: it is dropped unless it is
   * stored.
   */
  identifiedBy?: Readonly<Record<string, number>>;
  /** GitHub's object, or the part of it that was seen. */
  raw: JsonObject;
  /** Whether the rest of a partial object is as it was, so that it need not be fetched. */
  isRestUnchanged?: boolean;
  /** Whether `raw` is all that GitHub tells of the object at that clock. */
  completeness: 'whole' | 'partial';
  /** The object's own version, such as `updated_at`. */
  clock: string;
  /** Outweighs the clock: later attempts of a run, terminal states. Compared as text; default ''. */
  rank?: string;
  /**
   * Orders observations of equal clocks by what usually comes later (more comments, a later commit), so
   * that a tie is mostly right before it is settled. Compared as text; default ''.
   */
  progress?: string;
  /** The time the whole message speaks of; versions the volatile keys, and deletions. */
  asOf: string;
  /** The object is gone from GitHub. */
  gone?: boolean;
  /** A change that a delivery reports, or a deletion of any resource, which only a fetch confirms. */
  needsConfirmation?: boolean;
  /**
   * What a delivery claims takes effect although only a fetch could confirm it: no credential for GitHub is
   * configured.
   */
  accepted?: boolean;
  /**
   * Known at once not to be the whole story: truncated, not ordered by any clock, of a version that lies in the
   * future (then without its clock), or not to be found although it was there a moment ago.
   */
  doubt?: 'truncated' | 'unordered' | 'future' | 'missing';
  source: Source;
  /**
   * Found in an answer about another object: nobody asked for this one, so that, as in webhooks, the same
   * content seen again is no news.
   */
  embedded?: boolean;
  /** When it was received, or when the request that fetched it was started. */
  observedAt: Date;
}

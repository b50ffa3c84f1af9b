import type { JsonObject } from './json-object.ts';
import type { Shape } from './stored/shape.ts';

/** A key of GitHub's object that embeds another object, or a list of them. */
export interface EmbeddedKey {
  /** The key of GitHub's object. */
  key: string;
  /** The table of the embedded objects, which are found by their `id`. */
  table: string;
  /** The column that is null or empty where nothing is embedded. */
  column: string;
  /** The key of the embedded object that is kept up to date. The rest stays as observed. */
  shows: string;
}

/** How the write path stores one kind of GitHub object. */
export interface Resource {
  /** The name in the change log and in the API. */
  name: string;
  table: string;
  /** The columns of the primary key. */
  key: readonly string[];
  /** Whether the object belongs to a repository, whose id is in its rows. */
  inRepository: boolean;
  /**
   * Whether the object belongs to an organisation, whose id is in the column `organization_id` of its rows. GitHub's
   * lists do not contain the organisation: their readers add it as the key `organization`, and so do events.
   */
  inOrganization?: true;
  /** How the object is stored without what can be derived; default: as received. */
  shape?: Shape;
  /** The typed columns of a row, from GitHub's object as stored; any key may be missing. */
  columns(raw: JsonObject): Record<string, unknown>;
  /** Columns whose values are in the entry of the change log for a new object; those of changes contain all that changed. */
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
 * Why an observation alone is not reliable: truncated, not ordered by any clock, with a version in the future (which
 * is then not used), or not found although it existed a moment ago.
 */
export type RefetchReason = 'truncated' | 'unordered' | 'future' | 'missing';

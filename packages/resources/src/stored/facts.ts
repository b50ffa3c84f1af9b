import type { JsonObject } from '../json-object.ts';

/** The row of an account; null where nothing reported the value. */
export interface AccountFacts {
  id: number;
  node_id: string | null;
  login: string | null;
  type: string | null;
  site_admin: boolean | null;
  avatar_url: string | null;
  html_url: string | null;
}

/**
 * What is known now of what an object refers to; null: the row does not exist, or the object must not show it. Labels and
 * milestones that are deleted or belong to another repository are null.
 */
export interface Facts {
  /** The repository of the object, in GitHub's API. */
  repo: string | null;
  /** Its page. */
  web: string | null;
  /** GitHub's API and pages, for objects without a repository; default: those of `repo` and `web`. */
  api?: string | null;
  host?: string | null;
  account(id: number): AccountFacts | null;
  /** As decoded. */
  repository(id: number): JsonObject | null;
  label(id: number): JsonObject | null;
  milestone(id: number): JsonObject | null;
}

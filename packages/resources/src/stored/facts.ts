import type { JsonObject } from '../json-object.ts';

/** What is known now of what an object refers to; null: unknown. */
export interface Facts {
  /** The repository of the object, in GitHub's API. */
  repo: string | null;
  /** Its page. */
  web: string | null;
  /** GitHub's API and pages, for objects without a repository; default: those of `repo` and `web`. */
  api?: string | null;
  host?: string | null;
  /** As decoded; null: it has no row. */
  repository(id: number): JsonObject | null;
}

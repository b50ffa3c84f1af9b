import type { CallOptions, GitHubResponse } from '@hubtwin/github';
import type { Meaning } from '../answers/meaning-of.ts';
import type { Withheld } from '../answers/withheld.ts';

/** The credential for objects of one kind, and how to interpret a 404. */
export interface FetchTarget {
  /** Null for objects outside repositories. */
  repositoryId: number | null;
  /** Requests an object by its route, in which `{owner}` and `{repo}` are filled in. */
  fetch(
    route: string,
    parameters: Record<string, unknown>,
    options: CallOptions & { isExpected(data: unknown): boolean },
  ): Promise<GitHubResponse<unknown>>;
  /**
   * Why GitHub does not return an object that may exist; null if only the object itself is missing.
   *
   * @param options `isLast`: it is deleted unless there is another explanation; `isListed`: the list of such objects
   * was just read.
   */
  withheldBy(meaning: Meaning, options: { isLast: boolean; isListed: boolean }): Promise<Withheld | null>;
}

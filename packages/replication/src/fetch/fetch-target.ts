import type { CallOptions, GitHubResponse } from '@hubtwin/github';
import type { Meaning } from '../answers/meaning-of.ts';
import type { Withheld } from '../answers/withheld.ts';

/** Whom to ask for objects of one kind, and what their not being found says. */
export interface FetchTarget {
  /** Null for what is in no repository. */
  repositoryId: number | null;
  /** Requests an object by its route, in which `{owner}` and `{repo}` are filled in. */
  ask(
    route: string,
    parameters: Record<string, unknown>,
    options: CallOptions & { isExpected(data: unknown): boolean },
  ): Promise<GitHubResponse<unknown>>;
  /**
   * Why GitHub does not show an object that it may have all the same; null where nothing but the object itself is
   * missing.
   *
   * @param options `isLast`: it is deleted unless something else explains that it is missing; `isListed`: the list of
   *   such objects was just read.
   */
  withheldBy(meaning: Meaning, options: { isLast: boolean; isListed: boolean }): Promise<Withheld | null>;
}

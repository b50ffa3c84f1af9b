import type { Endpoints } from '@octokit/types';
import type { CallOptions } from './gate/call.ts';

/** A route of GitHub's REST API, as its documentation writes it. */
export type Route = keyof Endpoints;
export type Parameters<R extends Route> = Endpoints[R]['parameters'];
export type Data<R extends Route> = Endpoints[R]['response']['data'];

/** An answer of GitHub. */
export interface GitHubResponse<T> {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | number | undefined>>;
  data: T;
  /** Whether GitHub said that what we had stored is still good: it cost nothing. */
  fromStore: boolean;
  /** When it was asked for, by GitHub's clock: it shows nothing older. */
  askedAt: Date;
  /** Where it was found in the end. */
  url: string;
}

/** Where in a list a page begins: the query that GitHub named for it. */
export type PagePosition = Readonly<Record<string, string>>;

/** How a list is read. */
export interface PageOptions {
  /** Where to begin, as a page before said; by default at the beginning. */
  from?: PagePosition | undefined;
  /** How many pages are read ahead of the one that is worked on, which bounds memory; 0 by default. */
  ahead?: number;
  /** Whether GitHub pages the list by cursors from its first page on: no page of it can be guessed. */
  isByCursor?: boolean;
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** How many elements of the page were null, which are not among the items. */
  nulls: number;
  response: GitHubResponse<unknown>;
  /** Where the next page begins; null: this is the last. */
  next: PagePosition | null;
  /** How many pages the list has; null where GitHub does not say, as on the last page. */
  pages: number | null;
}

/** The items of a list's answer, also of those that wrap them beside `total_count`. */
export type Item<R extends Route> =
  Data<R> extends readonly (infer T)[]
    ? T
    : { [K in keyof Data<R>]: Data<R>[K] extends readonly (infer T)[] ? T : never }[keyof Data<R>];

/** What a GraphQL query answered; both may be there, as where one of many nodes is not found. */
export interface GraphqlAnswer<T> {
  data: T;
  /** When it was asked, by GitHub's clock. */
  askedAt: Date;
  errors: readonly {
    type?: string | undefined;
    message: string;
    path?: readonly (string | number)[] | undefined;
  }[];
}

/** A request of `batch`. */
export interface BatchRequest<R extends Route = Route> {
  route: R;
  parameters: Parameters<R>;
}

/**
 * GitHub, as one credential or several see it. Every method throws the errors of `errors.ts`, and the signal's
 * reason where that ended it.
 */
export interface GitHub {
  request<R extends Route>(
    route: R,
    parameters: Parameters<R>,
    options?: CallOptions,
  ): Promise<GitHubResponse<Data<R>>>;
  /** Any route by its name, where the caller validates the answer. */
  ask(
    route: string,
    parameters: Record<string, unknown>,
    options?: CallOptions,
  ): Promise<GitHubResponse<unknown>>;
  /** The pages of any list by its route, where the caller validates the items. */
  pages(
    route: string,
    parameters: Record<string, unknown>,
    options?: CallOptions & PageOptions,
  ): AsyncGenerator<Page<unknown>, void, undefined>;
  /** The pages of a list from the one the parameters name, following `Link`. */
  paginate<R extends Route>(
    route: R,
    parameters: Parameters<R>,
    options?: CallOptions & PageOptions,
  ): AsyncGenerator<Page<Item<R>>, void, undefined>;
  /** @throws GitHubValidationError where there are errors and no data. */
  graphql<T>(query: string, variables: object, options?: CallOptions): Promise<GraphqlAnswer<T>>;
  /** All requests, beside each other as far as the budget allows; results in their order. */
  batch<R extends Route>(
    requests: readonly BatchRequest<R>[],
    options?: CallOptions,
  ): Promise<PromiseSettledResult<GitHubResponse<Data<R>>>[]>;
}

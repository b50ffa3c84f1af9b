import type { Endpoints } from '@octokit/types';
import type { CallOptions } from './gate/call.ts';

/** A route of GitHub's REST API, as in its documentation. */
export type Route = keyof Endpoints;
export type Parameters<R extends Route> = Endpoints[R]['parameters'];
export type Data<R extends Route> = Endpoints[R]['response']['data'];

/** A response of GitHub. */
export interface GitHubResponse<T> {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | number | undefined>>;
  data: T;
  /** Whether GitHub confirmed a stored response (304), which is free. */
  fromStore: boolean;
  /** When it was requested, by GitHub's clock: the lower bound of the age of its data. */
  requestedAt: Date;
  /** The final URL after redirects. */
  url: string;
}

/** The start of a page in a list: its query parameters from GitHub. */
export type PagePosition = Readonly<Record<string, string>>;

/** How a list is read. */
export interface PageOptions {
  /** The position to start at, from a previous page; default: the start of the list. */
  from?: PagePosition | undefined;
  /** How many pages are read ahead of the current one, which bounds memory; default: 0. */
  ahead?: number;
  /** Whether GitHub pages the list by cursors from its first page, so that no page can be guessed. */
  isByCursor?: boolean;
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** How many elements of the page were null; they are not in `items`. */
  nulls: number;
  response: GitHubResponse<unknown>;
  /** The start of the next page; null: this is the last. */
  next: PagePosition | null;
  /** The number of pages of the list; null if GitHub does not report it, as on the last page. */
  pages: number | null;
}

/** The items of a list response, including those wrapped next to `total_count`. */
export type Item<R extends Route> =
  Data<R> extends readonly (infer T)[]
    ? T
    : { [K in keyof Data<R>]: Data<R>[K] extends readonly (infer T)[] ? T : never }[keyof Data<R>];

/**
 * The response to a GraphQL query; it may contain both data and errors, for example if one of many nodes is not found.
 */
export interface GraphqlAnswer<T> {
  data: T;
  /** When it was requested, by GitHub's clock. */
  requestedAt: Date;
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
 * GitHub with one or several credentials. Every method throws the errors of `errors.ts`, and the signal's reason if
 * that aborted it.
 */
export interface GitHub {
  request<R extends Route>(
    route: R,
    parameters: Parameters<R>,
    options?: CallOptions,
  ): Promise<GitHubResponse<Data<R>>>;
  /** Requests any route by its name; the caller validates the response. */
  fetch(
    route: string,
    parameters: Record<string, unknown>,
    options?: CallOptions,
  ): Promise<GitHubResponse<unknown>>;
  /** Reads the pages of any list by its route; the caller validates the items. */
  pages(
    route: string,
    parameters: Record<string, unknown>,
    options?: CallOptions & PageOptions,
  ): AsyncGenerator<Page<unknown>, void, undefined>;
  /** Reads the pages of a list, starting with the one in the parameters, following `Link`. */
  paginate<R extends Route>(
    route: R,
    parameters: Parameters<R>,
    options?: CallOptions & PageOptions,
  ): AsyncGenerator<Page<Item<R>>, void, undefined>;
  /** @throws GitHubValidationError for errors without data. */
  graphql<T>(query: string, variables: object, options?: CallOptions): Promise<GraphqlAnswer<T>>;
  /** Sends all requests, as concurrently as the budget allows; results are in their order. */
  batch<R extends Route>(
    requests: readonly BatchRequest<R>[],
    options?: CallOptions,
  ): Promise<PromiseSettledResult<GitHubResponse<Data<R>>>[]>;
}

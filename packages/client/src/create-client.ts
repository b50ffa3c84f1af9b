import createFetchClient, {
  type Client,
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
  type MaybeOptionalInit,
} from 'openapi-fetch';
import type { components, paths } from './api-types.generated.ts';
import { type ChangesOptions, type FeedMessage, followChanges } from './follow-changes.ts';
import { toError } from './to-error.ts';

export interface ClientOptions {
  /** Where the API is, such as `http://localhost:3001`. */
  url: string;
  /** An API key, `htk_…`; absent: the cookies of the page. */
  key?: string;
  /** Default: the global one. */
  fetch?: typeof fetch;
}

export type Change = components['schemas']['Change'];

/** The paths whose GET answers with a page of a list. */
export type ListPath = {
  [P in keyof paths]: paths[P] extends {
    get: {
      responses: {
        200: { content: { 'application/json': { data: unknown[]; next_cursor: string | null } } };
      };
    };
  }
    ? P
    : never;
}[keyof paths];

export type ItemOf<P extends ListPath> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': { data: (infer Item)[] } } } } };
}
  ? Item
  : never;

type ListInit<P extends ListPath> = paths[P] extends {
  get: infer Get extends Record<string | number, unknown>;
}
  ? MaybeOptionalInit<{ get: Get }, 'get'>
  : never;

export interface HubtwinClient {
  /** A request to any route, as `openapi-fetch` does it: `http.GET('/api/v1/status')` resolves to `{ data, error, response }`. */
  http: Client<paths>;
  /**
   * All entries of a list, page after page, each page requested when it is needed. A body that is read while the list
   * changes follows the rules of its order, see `/docs`.
   *
   * @throws HubtwinError if the API answers with a problem.
   */
  list<P extends ListPath>(path: P, init?: ListInit<P>): AsyncGenerator<ItemOf<P>, void, undefined>;
  /** Every change from a position on, without gaps, reconnecting until it is aborted; see `followChanges`. */
  changes(options?: ChangesOptions): AsyncGenerator<FeedMessage, void, undefined>;
}

/** A client of the API of Hubtwin. */
export function createClient(options: ClientOptions): HubtwinClient {
  const { url, key } = options;
  const baseUrl = url.replace(/(?<!\/)\/+$/, '');
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const connection = { baseUrl, headers, fetch: send };
  const http = createFetchClient<paths>(connection);

  async function* list<P extends ListPath>(path: P, init?: ListInit<P>) {
    let cursor: string | null = null;
    do {
      const page: Page<ItemOf<P>> = await readPage(connection, path, init, cursor);
      yield* page.data;
      if (page.next_cursor !== null && page.next_cursor === cursor)
        throw new Error(`a page of ${path} names itself as the next one`);
      cursor = page.next_cursor;
    } while (cursor !== null);
  }

  return { http, list, changes: (of) => followChanges(connection, of) };
}

interface Page<Item> {
  data: Item[];
  next_cursor: string | null;
}

interface Connection {
  baseUrl: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

const serializers = { querySerializer: createQuerySerializer(), pathSerializer: defaultPathSerializer };

/** Only the caller knows the type of the items, from the path. */
async function readPage<Item>(
  { baseUrl, headers, fetch: send }: Connection,
  path: string,
  init: unknown,
  cursor: string | null,
): Promise<Page<Item>> {
  const { params = {}, signal } = Object(init);
  const query = { ...Object(params).query, ...(cursor !== null && { cursor }) };
  const url = createFinalURL(path, { baseUrl, params: { ...params, query }, ...serializers });
  const response = await send(url, { headers, ...(signal && { signal }) });
  if (!response.ok) throw await toError(response);
  return JSON.parse(await response.text());
}

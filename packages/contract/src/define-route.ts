import { z } from 'zod';
import type { ProblemStatus } from './problems.ts';

/** A scope of an API key. A scope implies no other. */
export type Scope = 'read' | 'write' | 'admin';

/**
 * Whether an API key that is limited to some repositories may call a route: `bounded` if both its effect and its
 * response stay within these repositories, `refused` otherwise.
 */
export type LimitedKeys = 'bounded' | 'refused';

const empty = z.object({});
type Empty = typeof empty;

/** A route of the API as data: the server validates with it; clients and the OpenAPI document are derived from it. */
export interface RouteContract<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** With parameters in braces, as in OpenAPI. */
  path: string;
  summary: string;
  description?: string;
  /** Null: no API key is needed. */
  scope: Scope | null;
  /** Absent if no key is needed. */
  limitedKeys?: LimitedKeys;
  params: Params;
  query: Query;
  /** `z.undefined()` for a request without a body. */
  body: Body;
  bodyExample?: unknown;
  /** Status of the success; 204 and 302 have no body. */
  status: 200 | 201 | 202 | 204 | 302;
  /** Status of another success with the same response, if any. */
  otherStatus?: 200 | 201 | 202;
  /** Description of the header `Location` of a success, if any. */
  location?: string;
  response: Response;
  mediaType: 'application/json' | 'text/html' | 'text/event-stream';
  /** Whether the response contains a secret that is returned only once: it is not stored for idempotent replay. */
  isSecret?: boolean;
  /** Whether it is audited although it is a GET, because it changes something. */
  isAudited?: boolean;
  /** In addition to those that every route shares. */
  problems: readonly ProblemStatus[];
  example: z.output<Response>;
}

interface SharedOptions<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
> extends Pick<
    RouteContract<Params, Query, Body, Response>,
    | 'path'
    | 'summary'
    | 'description'
    | 'bodyExample'
    | 'otherStatus'
    | 'location'
    | 'isSecret'
    | 'isAudited'
    | 'response'
    | 'example'
  > {
  /** Default: get. */
  method?: RouteContract['method'];
  /** Default: none. */
  params?: Params;
  /** Default: none. */
  query?: Query;
  /** Default: none. */
  body?: Body;
  /** Default: 200. */
  status?: RouteContract['status'];
  /** Default: JSON. */
  mediaType?: RouteContract['mediaType'];
  /** Default: none. */
  problems?: readonly ProblemStatus[];
}

/** A route that needs a key declares how it treats limited keys. */
type RouteOptions<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
> = SharedOptions<Params, Query, Body, Response> &
  ({ scope: Scope; limitedKeys: LimitedKeys } | { scope: null; limitedKeys?: never });

/** Declares a route; omitted options have their defaults. */
export function defineRoute<
  Response extends z.ZodType,
  Params extends z.ZodObject = Empty,
  Query extends z.ZodObject = Empty,
  Body extends z.ZodType = z.ZodUndefined,
>(options: RouteOptions<Params, Query, Body, Response>): RouteContract<Params, Query, Body, Response>;
export function defineRoute(
  options: RouteOptions<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>,
): RouteContract {
  return {
    method: 'get',
    // The default types of the parameters.
    params: empty,
    query: empty,
    body: z.undefined(),
    status: 200,
    mediaType: 'application/json',
    problems: [],
    ...options,
  };
}

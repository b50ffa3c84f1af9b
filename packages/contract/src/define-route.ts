import { z } from 'zod';
import type { ProblemStatus } from './problems.ts';

/** What an API key may be allowed. A scope implies no other. */
export type Scope = 'read' | 'write' | 'admin';

/**
 * Whether an API key that is limited to some repositories may call a route: `bounded` where both its effect and its
 * answer stay within these repositories, `refused` where they do not.
 */
export type LimitedKeys = 'bounded' | 'refused';

const empty = z.object({});
type Empty = typeof empty;

/** A route of the API as data: the server validates by it, clients and the OpenAPI document are made from it. */
export interface RouteContract<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** With its parameters in braces, as OpenAPI writes it. */
  path: string;
  summary: string;
  description?: string;
  /** Null: no API key is needed. */
  scope: Scope | null;
  /** Absent where no key is needed. */
  limitedKeys?: LimitedKeys;
  params: Params;
  query: Query;
  /** `z.undefined()` where nothing is sent. */
  body: Body;
  bodyExample?: unknown;
  /** Of the success; 204 and 302 have no body. */
  status: 200 | 201 | 202 | 204 | 302;
  /** Of another success with the same response, where there is one. */
  otherStatus?: 200 | 201 | 202;
  /** Where the header `Location` of a success leads, where there is one. */
  location?: string;
  response: Response;
  mediaType: 'application/json' | 'text/html';
  /** Whether its answer shows a secret that is told once: it is not kept to be replayed. */
  isSecret?: boolean;
  /** Whether it is audited although it is a GET: because it changes something. */
  isAudited?: boolean;
  /** Beside those that every route shares. */
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

/** A route that needs a key states what it means for limited keys. */
type RouteOptions<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
> = SharedOptions<Params, Query, Body, Response> &
  ({ scope: Scope; limitedKeys: LimitedKeys } | { scope: null; limitedKeys?: never });

/** Declares a route; what is left out takes its default. */
export function defineRoute<
  Response extends z.ZodType,
  Params extends z.ZodObject = Empty,
  Query extends z.ZodObject = Empty,
  Body extends z.ZodType = z.ZodUndefined,
>(options: RouteOptions<Params, Query, Body, Response>): RouteContract<Params, Query, Body, Response> {
  // A part that is left out has the default type of its parameter, which is that of the value here.
  const absent = { params: empty as z.ZodObject as Params, query: empty as z.ZodObject as Query };
  return {
    method: 'get',
    ...absent,
    body: z.undefined() as z.ZodType as Body,
    status: 200,
    mediaType: 'application/json',
    problems: [],
    ...options,
  };
}

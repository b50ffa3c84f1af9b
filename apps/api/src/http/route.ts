import type { RouteContract } from '@hubtwin/contract';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ApiContext } from '../context.ts';
import type { Access } from '../queries/access.ts';
import type { Authenticate } from './authenticate.ts';
import { parseRequest } from './parse-request.ts';
import { readBody } from './read-body.ts';
import { type Rendered, render } from './render.ts';
import type { CachedAs } from './render-through-cache.ts';
import { sendAnswer } from './send-answer.ts';

/** What a handler answers with; the contract gives the status, and which other one there may be. */
export type Answer<Body> =
  | { body: Body; status?: RouteContract['otherStatus']; location?: string }
  | { rendered: Rendered }
  | { movedTo: string };

/** A request that may be served: its key has the scope, and its parts are as the contract wants them. */
export interface Call<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  access: Access;
  /** Path and query as they were sent. */
  url: string;
  /** Whether the caller waits no more. */
  isGone(): boolean;
}

/** What the app adds to the context of the process. */
export interface RouteContext extends ApiContext {
  authenticate: Authenticate;
}

/** A route ready to be mounted. */
export interface Route {
  contract: RouteContract;
  /** How its answers are cached; absent: they are not. */
  cachedAs?: CachedAs;
  handle(request: Request, response: Response, context: RouteContext): Promise<void>;
}

const nobody: Access = { scopes: new Set(), repositoryIds: [] };

/**
 * Joins a contract and its handler: who calls is checked first, then what is asked, then what is
 * answered, which therefore never holds more than the contract shows.
 */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>(
  contract: RouteContract<P, Q, B, R>,
  handler: (
    call: Call<z.output<P>, z.output<Q>, z.output<B>>,
    context: RouteContext,
  ) => Promise<Answer<z.input<R>>>,
): Route {
  const { scope, method } = contract;
  return {
    contract,
    async handle(request, response, context) {
      const access =
        scope === null ? nobody : await context.authenticate(request.headers.authorization, scope);
      const { params, query, originalUrl: url } = request;
      const body = contract.bodyExample === undefined ? undefined : await readBody(request, response);
      const call = parseRequest(contract, { params, query, body });
      const isGone = () => response.destroyed;
      const answer = await handler({ ...call, access, url, isGone }, context);
      if ('movedTo' in answer) {
        // Anything but a read keeps its method and body.
        response.redirect(method === 'get' ? 301 : 308, answer.movedTo);
        return;
      }
      if ('rendered' in answer) {
        sendAnswer(request, response, contract, answer.rendered);
        return;
      }
      const { body: shown, status = contract.status, location } = answer;
      if (location !== undefined) response.location(location);
      sendAnswer(request, response, { ...contract, status }, render(contract, shown));
    },
  };
}

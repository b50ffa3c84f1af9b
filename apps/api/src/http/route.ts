import type { RouteContract } from '@hubtwin/contract';
import { type Database, storeAuditEntries } from '@hubtwin/database';
import type { Request, Response } from 'express';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { ApiContext } from '../context.ts';
import type { PayloadReader } from '../payloads/payload-reader.ts';
import { type Access, anonymous } from '../queries/access.ts';
import { requireUnlimited } from '../require-unlimited.ts';
import { admit } from './admit.ts';
import { answerOnce } from './answer-once.ts';
import { type AuditContext, auditRequest, eventOf } from './audit-request.ts';
import { bearerKey } from './authenticate.ts';
import { checkPreconditions } from './check-preconditions.ts';
import type { Followed, Outgoing, Streamed } from './outgoing.ts';
import { parseRequest } from './parse-request.ts';
import { readBody } from './read-body.ts';
import { type Rendered, render } from './render.ts';
import type { CachedAs } from './render-through-cache.ts';
import { firstRun, type Repetition } from './repetition.ts';
import { sendAnswer } from './send-answer.ts';
import { sendEvents } from './send-events.ts';
import type { SendStream } from './send-stream.ts';
import { toProblem } from './to-problem.ts';

/** The result of a handler; the contract declares the status, and an alternative one. */
export type Answer<Body> =
  | { body: Body; status?: RouteContract['otherStatus']; location?: string }
  | { rendered: Rendered }
  | { streamed: Streamed }
  | { followed: Followed }
  | { movedTo: string };

/** An authorised and validated request. */
export interface Call<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  access: Access;
  /** The raw path and query. */
  url: string;
  /** The header `Last-Event-ID`. */
  lastEventId: string | undefined;
  /** The effect of an earlier run of the same request. */
  repetition: Repetition;
  /** Aborted when the caller disconnects. */
  isDisconnected(): boolean;
  /** Writes the success into the audit log in the transaction of the change; by default it is written a moment after the response. */
  audit(transaction: Transaction<Database>): Promise<void>;
}

/** Additions of the app to the context of the process. */
export interface RouteContext extends ApiContext {
  payloads: PayloadReader;
  sendStream: SendStream;
}

/** A route ready to be mounted. */
export interface Route {
  contract: RouteContract;
  /** How its responses are cached; absent: they are not. */
  cachedAs?: CachedAs;
  /** @param reading the GET route of the same URL. */
  handle(request: Request, response: Response, context: RouteContext, reading?: Route): Promise<void>;
  /** The current entity tag; null if nothing is shown. Throws like `handle`. */
  readTag?(request: Request, access: Access, context: RouteContext): Promise<string | null>;
}

/**
 * Connects a contract and its handler: the caller is checked first, then the request, then the
 * response, which therefore never contains more than the contract declares. A key that is limited to some repositories
 * can call only the routes whose contract declares that they are confined to these. Limits, idempotency and the audit log
 * need no code in the handler.
 */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>(
  contract: RouteContract<P, Q, B, R>,
  handler: (
    call: Call<z.output<P>, z.output<Q>, z.output<B>>,
    context: RouteContext,
  ) => Promise<Answer<z.input<R>>>,
): Route {
  const { scope } = contract;

  const answer = async (
    request: Request,
    response: Response,
    context: RouteContext,
    { audited, reading }: { audited: AuditContext; reading: Route | undefined },
  ): Promise<Outgoing> => {
    const key = bearerKey(request.headers.authorization);
    const access =
      scope === null
        ? anonymous
        : await admit(request, response, context, { key, scope, challenge: 'Bearer', audited });
    if (scope !== null && contract.limitedKeys !== 'bounded') requireUnlimited(access);
    const { params, query, originalUrl: url } = request;
    const body = contract.bodyExample === undefined ? undefined : await readBody(request, response);
    audited.body = body;
    const call = parseRequest(contract, { params, query, body });
    const isDisconnected = () => response.destroyed;
    const audit = async (transaction: Transaction<Database>) => {
      const event = eventOf(contract, { request, response, audited, status: contract.status, problem: null });
      await storeAuditEntries(transaction, [{ ...event, at: new Date(), count: 1 }]);
      audited.isWritten = true;
    };
    const readTag = reading?.readTag?.bind(reading, request, access, context);
    return await answerOnce(request, response, context, { contract, access, body }, async (repetition) => {
      // A repeated request has already changed the resource that the preconditions refer to.
      if (repetition.done === null) await checkPreconditions(request, contract, readTag);
      const lastEventId = request.get('last-event-id');
      const input = { ...call, access, url, lastEventId, isDisconnected, audit, repetition };
      const answered = await handler(input, context);
      if ('movedTo' in answered || 'streamed' in answered || 'followed' in answered) return answered;
      if ('rendered' in answered) return { status: contract.status, rendered: answered.rendered };
      const { body: shown, status = contract.status, location } = answered;
      return { status, location, rendered: render(contract, shown) };
    });
  };

  return {
    contract,
    async readTag(request, access, context) {
      const call = parseRequest(contract, { params: request.params, query: {}, body: undefined });
      const url = request.originalUrl;
      const idle = {
        lastEventId: undefined,
        isDisconnected: () => false,
        audit: async () => {},
        repetition: firstRun,
      };
      const input = { ...call, ...idle, access, url };
      // A cached response may be a second old.
      const answered = await handler(input, { ...context, caching: null });
      if ('rendered' in answered) return answered.rendered.etag;
      return 'body' in answered ? render(contract, answered.body).etag : null;
    },
    async handle(request, response, context, reading) {
      const audited: AuditContext = { access: null, body: undefined, isWritten: false };
      const ended = { request, response, audited };
      try {
        const outgoing = await answer(request, response, context, { audited, reading });
        if ('streamed' in outgoing) await context.sendStream(request, response, contract, outgoing.streamed);
        else if ('followed' in outgoing) await sendEvents(request, response, outgoing.followed);
        else send(request, response, { contract, reading }, outgoing);
        auditRequest(context.audit, contract, { ...ended, status: response.statusCode, problem: null });
      } catch (error) {
        const problem = toProblem(error);
        auditRequest(context.audit, contract, { ...ended, status: problem.status, problem });
        throw error;
      }
    },
  };
}

function send(
  request: Request,
  response: Response,
  { contract, reading }: { contract: RouteContract; reading: Route | undefined },
  answer: Exclude<Outgoing, { streamed: Streamed } | { followed: Followed }>,
): void {
  if ('movedTo' in answer) {
    // 308 preserves the method and body of a write.
    response.redirect(contract.method === 'get' ? 301 : 308, answer.movedTo);
    return;
  }
  const { status, location, rendered } = answer;
  if (location !== undefined) response.location(location);
  const etag = hasTag(contract, reading) ? rendered.etag : null;
  sendAnswer(request, response, { ...contract, status }, { ...rendered, etag });
}

/** Preconditions are evaluated against the GET of the same URL: other responses have no tag that could ever hold. */
const hasTag = ({ method }: RouteContract, reading: Route | undefined) =>
  method === 'get' || (method !== 'post' && reading !== undefined);

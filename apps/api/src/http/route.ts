import type { RouteContract } from '@hubtwin/contract';
import { type Database, storeAuditEntries } from '@hubtwin/database';
import type { Request, Response } from 'express';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { demandUnlimited } from '../demand-unlimited.ts';
import type { PayloadReader } from '../payloads/payload-reader.ts';
import { type Access, nobody } from '../queries/access.ts';
import { admit } from './admit.ts';
import { answerOnce } from './answer-once.ts';
import { type AuditNote, auditRequest, eventOf } from './audit-request.ts';
import { type Authenticate, bearerKey } from './authenticate.ts';
import { checkPreconditions } from './check-preconditions.ts';
import type { Outgoing, Streamed } from './outgoing.ts';
import { parseRequest } from './parse-request.ts';
import { readBody } from './read-body.ts';
import { type Rendered, render } from './render.ts';
import type { CachedAs } from './render-through-cache.ts';
import { firstRun, type Repetition } from './repetition.ts';
import { sendAnswer } from './send-answer.ts';
import type { SendStream } from './send-stream.ts';
import { toProblem } from './to-problem.ts';

/** What a handler answers with; the contract gives the status, and which other one there may be. */
export type Answer<Body> =
  | { body: Body; status?: RouteContract['otherStatus']; location?: string }
  | { rendered: Rendered }
  | { streamed: Streamed }
  | { movedTo: string };

/** A request that may be served: its key has the scope, and its parts are as the contract wants them. */
export interface Call<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  access: Access;
  /** Path and query as they were sent. */
  url: string;
  /** What an earlier run of this very request did. */
  repetition: Repetition;
  /** Whether the caller waits no more. */
  isGone(): boolean;
  /** Writes the success into the audit log with what changes; left out, it is written a moment after the answer. */
  audit(transaction: Transaction<Database>): Promise<void>;
}

/** What the app adds to the context of the process. */
export interface RouteContext extends ApiContext {
  authenticate: Authenticate;
  payloads: PayloadReader;
  sendStream: SendStream;
}

/** A route ready to be mounted. */
export interface Route {
  contract: RouteContract;
  /** How its answers are cached; absent: they are not. */
  cachedAs?: CachedAs;
  /** @param reading the route that shows what is at the address. */
  handle(request: Request, response: Response, context: RouteContext, reading?: Route): Promise<void>;
  /** The entity tag of what is there now; null where nothing is shown. Throws as `handle` does. */
  readTag?(request: Request, access: Access, context: RouteContext): Promise<string | null>;
}

/**
 * Joins a contract and its handler: who calls is checked first, then what is asked, then what is
 * answered, which therefore never holds more than the contract shows. A key that is limited to some repositories
 * reaches only the routes whose contract says that they stay within these. Limits, idempotency and the audit log
 * need nothing of the handler.
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
    { note, reading }: { note: AuditNote; reading: Route | undefined },
  ): Promise<Outgoing> => {
    const key = bearerKey(request.headers.authorization);
    const access =
      scope === null
        ? nobody
        : await admit(request, response, context, { key, scope, challenge: 'Bearer', note });
    if (scope !== null && contract.limitedKeys !== 'bounded') demandUnlimited(access);
    const { params, query, originalUrl: url } = request;
    const body = contract.bodyExample === undefined ? undefined : await readBody(request, response);
    note.body = body;
    const call = parseRequest(contract, { params, query, body });
    const isGone = () => response.destroyed;
    const audit = async (transaction: Transaction<Database>) => {
      const event = eventOf(contract, { request, response, note, status: contract.status, problem: null });
      await storeAuditEntries(transaction, [{ ...event, at: new Date(), count: 1 }]);
      note.isWritten = true;
    };
    const readTag = reading?.readTag?.bind(reading, request, access, context);
    return await answerOnce(request, response, context, { contract, access, body }, async (repetition) => {
      // What is done already has changed what they were about.
      if (repetition.done === null) await checkPreconditions(request, contract, readTag);
      const answered = await handler({ ...call, access, url, isGone, audit, repetition }, context);
      if ('movedTo' in answered || 'streamed' in answered) return answered;
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
      const idle = { isGone: () => false, audit: async () => {}, repetition: firstRun };
      const asked = { ...call, ...idle, access, url };
      // A cached answer may be a second old.
      const answered = await handler(asked, { ...context, caching: null });
      if ('rendered' in answered) return answered.rendered.etag;
      return 'body' in answered ? render(contract, answered.body).etag : null;
    },
    async handle(request, response, context, reading) {
      const note: AuditNote = { access: null, body: undefined, isWritten: false };
      const ended = { request, response, note };
      try {
        const outgoing = await answer(request, response, context, { note, reading });
        if ('streamed' in outgoing) await context.sendStream(request, response, contract, outgoing.streamed);
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
  answer: Exclude<Outgoing, { streamed: Streamed }>,
): void {
  if ('movedTo' in answer) {
    // Anything but a read keeps its method and body.
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

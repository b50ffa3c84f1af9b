import { problems, type RouteContract } from '@hubtwin/contract';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { auditVisit } from './audit-visit.ts';
import { parseRequest } from './parse-request.ts';
import { type Page, renderPage } from './render-page.ts';
import { requestId } from './request-id.ts';
import type { Route, RouteContext } from './route.ts';
import { toProblem } from './to-problem.ts';

/** A request of a browser, without a key. */
interface Visit<Query> {
  query: Query;
  request: Request;
  /** For its headers; the route ends it. */
  response: Response;
}

/** The response to a browser; `change`: the change and its actor, for the audit log. */
type Answer = (Page | { leadsTo: string }) & { change?: { actor: string; details: unknown } };

/**
 * A route for browsers: it redirects or answers with a page, also for errors,
 * unless the client does not accept HTML. Responses are not cached. The audit log has the visits of
 * audited routes, including refused ones.
 */
export function browserRoute<Q extends z.ZodObject>(
  contract: RouteContract<z.ZodObject, Q>,
  handler: (visit: Visit<z.output<Q>>, context: RouteContext) => Promise<Answer>,
): Route {
  return {
    contract,
    async handle(request, response, context) {
      try {
        const { query } = parseRequest(contract, { params: {}, query: request.query, body: undefined });
        const answer = await handler({ query, request, response }, context);
        response.set('Cache-Control', 'no-store').status(contract.status);
        if ('leadsTo' in answer) response.location(answer.leadsTo).end();
        else response.type('html').send(renderPage(answer));
        const { change = null } = answer;
        auditVisit(context.audit, contract, { request, response, change, problem: null });
      } catch (error) {
        auditVisit(context.audit, contract, { request, response, change: null, problem: toProblem(error) });
        if (request.accepts(['json', 'html']) !== 'html') throw error;
        sendProblemPage(response, context, error);
      }
    },
  };
}

function sendProblemPage(response: Response, { logger }: RouteContext, error: unknown): void {
  const problem = toProblem(error);
  const id = requestId(response);
  if (problem.status >= 500) logger.error({ err: error, request_id: id }, 'request failed');
  response
    .status(problem.status)
    .set({ 'Cache-Control': 'no-store', ...problem.headers })
    .type('html')
    .send(
      renderPage({
        title: problems[problem.code].title,
        paragraphs: [problem.message, `Request ${id} (${problem.code})`],
        link: { to: '/api/v1/auth/github/install', text: 'Install the App' },
      }),
    );
}

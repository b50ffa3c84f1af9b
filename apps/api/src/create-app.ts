import { parse as parseQuery } from 'node:querystring';
import type { RouteContract } from '@hubtwin/contract';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { ApiContext } from './context.ts';
import { observeRequests } from './http/observe-requests.ts';
import { ownContentOnly } from './http/own-content-only.ts';
import { identifyRequest, requestId } from './http/request-id.ts';
import type { RouteContext } from './http/route.ts';
import { sendProblem } from './http/send-problem.ts';
import { createStreamSender } from './http/send-stream.ts';
import { toProblem } from './http/to-problem.ts';
import { createPayloadReader } from './payloads/payload-reader.ts';
import { ProblemError } from './problem-error.ts';
import { mountQueuesBoard } from './routes/admin-queues.ts';
import { mountDocsAssets } from './routes/docs-assets.ts';
import { routes } from './routes/index.ts';

const contentSecurityPolicy = { useDefaults: false, directives: ownContentOnly };

/** Shorter responses fit into a packet uncompressed; in bytes. */
const compressFrom = 1_400;

/** The request handler of the API; it does not listen, and does not close resources of the context. */
export function createApp(options: ApiContext): Express {
  const context: RouteContext = {
    ...options,
    payloads: createPayloadReader(options.database),
    sendStream: createStreamSender(),
  };
  // A trailing slash is another path: clients resolve `labels/..` to the path of the repository with one.
  const app = express()
    .disable('etag')
    .enable('strict routing')
    .enable('case sensitive routing')
    // Every parameter counts: by default those after the thousandth are ignored.
    .set('query parser', (query: string) => parseQuery(query, '&', '=', { maxKeys: 0 }))
    .set('trust proxy', options.trustProxy);
  app.use(identifyRequest, observeRequests(options), helmet({ contentSecurityPolicy }));
  app.use(compression({ threshold: compressFrom }));
  mountRoutes(app, context);
  mountDocsAssets(app);
  mountQueuesBoard(app, context);
  app.use(() => {
    throw new ProblemError('not_found', 'There is no such route; /openapi.json lists all routes.');
  });

  const answerError: ErrorRequestHandler = (error, _request, response, _next) => {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      options.logger.error({ err: error, request_id: requestId(response) }, 'request failed');
    }
    if (response.headersSent) response.destroy();
    else sendProblem(response, problem);
  };
  app.use(answerError);
  return app;
}

function mountRoutes(app: Express, context: RouteContext): void {
  const byPath = Map.groupBy(routes, ({ contract }) => contract.path);
  // An opening brace sorts behind every letter: fixed names are tried before parameters.
  for (const [path, group] of [...byPath].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const mounted = app.route(path.replace(/\{(\w+)\}/g, ':$1'));
    const reading = group.find(({ contract }) => contract.method === 'get');
    for (const { contract, handle } of group) {
      mounted[contract.method]((request, response) => handle(request, response, context, reading));
    }
    const allow = group.map(({ contract }) => methodsOf(contract)).join(', ');
    mounted.all(() => {
      throw new ProblemError('method_not_allowed', `Allowed methods: ${allow}.`, {
        headers: { Allow: allow },
      });
    });
  }
}

function methodsOf({ method }: RouteContract): string {
  return method === 'get' ? 'GET, HEAD' : method.toUpperCase();
}

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { SimulatorError } from '../world/simulator-error.ts';
import { type Answer, notFound, RestError } from './answer.ts';
import { commonHeaders, viewerHeaders } from './answer-headers.ts';
import { etagOf, matches } from './etag.ts';
import type { Fault, Faults } from './faults.ts';
import { limitHeaders } from './limit-headers.ts';
import { primaryRefusal, type RefusalStyle, secondaryRefusal } from './limit-refusals.ts';
import { readBody } from './read-body.ts';
import { ReadParameters } from './read-parameters.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { requireAccess } from './require-access.ts';
import type { RestContext, Route } from './route.ts';
import type { Routes } from './routes.ts';
import { runChanges } from './run-changes.ts';
import type { SecondaryLimits } from './secondary-limits.ts';
import { sendFaulty } from './send-faulty.ts';
import { spoilAnswer } from './spoil-answer.ts';
import { createStaleAnswers } from './stale-answers.ts';
import type { Viewer } from './viewer.ts';

export interface RestHandlerOptions {
  context: RestContext;
  routes: Routes;
  faults: Faults;
  log: RequestLog;
  secondary: SecondaryLimits;
  /** The format of refusals; GitHub uses several. */
  refusals: RefusalStyle;
}

/** An encoded response. */
interface Rendered {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request in progress, with its faults. */
interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  entry: LoggedRequest;
  met: readonly Fault[];
  /** Offset of GitHub's clock. */
  skewMs: number;
}

/** Serves GitHub's REST API: credentials, limits, routes, conditional requests and faults, all logged. */
export function createRestHandler(options: RestHandlerOptions): RequestListener {
  const { context, routes, faults, log, secondary, refusals } = options;
  const { now, budgets, credentials } = context;
  const stale = createStaleAnswers();

  async function serve(exchange: Exchange) {
    const { request, entry } = exchange;
    const url = URL.parse(request.url ?? '/', context.world.host.api);
    if (url === null) throw notFound();
    const found = routes.find(entry.method, url.pathname);
    const isPage = found?.route.isPage ?? false;
    const { 'if-none-match': ifNoneMatch, 'x-github-api-version': version } = request.headers;
    const authorization = isPage ? undefined : request.headers.authorization;
    const address = request.socket.remoteAddress ?? '';
    const { method, path } = entry;
    exchange.met = faults.meet({ method, path, payer: credentials.payerOf(authorization, address) });
    exchange.skewMs = skewOf(exchange.met);
    const { met, skewMs } = exchange;
    entry.fault = met.map(({ kind }) => kind).join(' ') || null;
    if (version !== undefined && !apiVersions.has(`${version}`)) throw unknownVersion(`${version}`);
    const viewer = await credentials.authenticate(authorization, address, skewMs).catch((error: unknown) => {
      // An unauthenticated client uses the limit of its address.
      const payer = credentials.payerOf(undefined, address);
      if (!(error instanceof RestError) || error.answer.status !== 401) throw error;
      budgets.charge(payer, 'core', 1);
      throw new RestError(401, error.message, { headers: limitHeaders(budgets.of(payer, 'core'), 'core') });
    });
    entry.payer = viewer.payer;
    if (found !== null) {
      entry.route = `${found.route.method} ${found.route.path}`;
      entry.resource = found.route.resource ?? 'core';
    }

    const admitted = isPage ? { end: () => {} } : secondary.begin(weigh(viewer, found?.route, entry));
    try {
      const rendered =
        'refusal' in admitted
          ? refuse(exchange, admitted.refusal, secondaryRefusal(refusals))
          : await charge(viewer, exchange, isPage || found?.route.resource === null, async () => {
              if (found === null) throw notFound();
              requireAccess(context.world, viewer, found);
              const body = isRead(entry.method)
                ? undefined
                : await readBody(request, isPage ? 'form' : found.route.takes);
              const query = new ReadParameters(url.searchParams);
              const answer = await found.route.handle({
                context,
                viewer,
                method: entry.method,
                headers: request.headers,
                params: found.params,
                query,
                body,
                skewMs,
                address: `${context.world.host.api}${url.pathname}`,
              });
              if (isRead(entry.method) && !isPage && answer.status === 200)
                query.requireAllRead(entry.route ?? entry.path);
              return spoilAnswer(answer, met, { url: url.href, body });
            });
      const key = `${viewer.tokenId} ${entry.method} ${entry.path}`;
      const seen = met.some(({ kind }) => kind === 'stale') ? stale.of(key, rendered) : rendered;
      stale.remember(key, rendered);
      const answer = isPage ? seen : conditional(seen, viewer, entry, ifNoneMatch);
      const { resetAt, ...budget } = budgets.of(viewer.payer, entry.resource);
      entry.remaining = Math.max(0, budget.limit - budget.used);
      if (!isPage) {
        const reported = { ...budget, resetAt: resetAt + skewMs };
        const instead = met.find((fault) => fault.kind === 'answer')?.headers;
        Object.assign(answer.headers, limitHeaders(reported, entry.resource), viewerHeaders(viewer), instead);
      }
      // Before the response is sent, because the client then requests the next page of the changed list.
      entry.fault = runChanges(context, met) ?? entry.fault;
      entry.status = await sendFaulty(exchange.response, answer, met);
    } finally {
      if ('end' in admitted) admitted.end();
    }
  }

  function refuse(exchange: Exchange, limit: string, answer: Answer): Rendered {
    exchange.entry.limited = limit;
    return render(answer, exchange);
  }

  /** Responds within the primary limit, and adds the cost. */
  async function charge(
    viewer: Viewer,
    exchange: Exchange,
    isFree: boolean,
    handle: () => Promise<Answer>,
  ): Promise<Rendered> {
    const { entry, met, skewMs } = exchange;
    const budget = budgets.of(viewer.payer, entry.resource);
    if (!isFree && budget.used >= budget.limit) {
      return refuse(exchange, 'primary', primaryRefusal(refusals, viewer, budget, now()));
    }
    entry.cost = isFree ? 0 : 1;
    // Before the request is processed, so that concurrent requests do not all use the last one.
    budgets.charge(viewer.payer, entry.resource, entry.cost);
    const abuse = met.find((fault) => fault.kind === 'abuse');
    if (abuse !== undefined) {
      const { status = 403, retryAfter = null } = abuse;
      return refuse(exchange, 'abuse', secondaryRefusal({ status, retryAfter }));
    }
    const answer = await answerWith(met, handle);
    if (answer.cost !== undefined) {
      budgets.charge(viewer.payer, entry.resource, answer.cost - entry.cost);
      entry.cost = answer.cost;
    }
    return render(answer, { skewMs });
  }

  /** Adds the ETag; a response that the client already has is 304, which is free if it is authorised. */
  function conditional(
    rendered: Rendered,
    viewer: Viewer,
    entry: LoggedRequest,
    ifNoneMatch: string | undefined,
  ): Rendered {
    if (!isRead(entry.method) || rendered.status !== 200) return rendered;
    const etag = etagOf(rendered.body, viewer);
    const headers: Record<string, string> = {
      ...rendered.headers,
      etag,
      'cache-control': 'private, max-age=60, s-maxage=60',
    };
    if (!matches(ifNoneMatch, etag)) return { ...rendered, headers };
    if (viewer.kind !== 'anonymous') {
      budgets.charge(viewer.payer, entry.resource, -entry.cost);
      entry.cost = 0;
    }
    // GitHub omits `Link` for an unchanged page.
    const { 'content-type': _type, link: _link, ...others } = headers;
    return { status: 304, headers: others, body: '' };
  }

  return (request, response) => {
    const started = performance.now();
    const entry: LoggedRequest = {
      at: new Date(now()).toISOString(),
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      route: null,
      payer: 'unknown',
      resource: 'core',
      cost: 0,
      status: 0,
      remaining: 0,
      fault: null,
      limited: null,
      durationMs: 0,
    };
    const exchange: Exchange = { request, response, entry, met: [], skewMs: 0 };
    serve(exchange)
      .catch((error: unknown) => sendFaulty(response, render(answerOf(error), exchange), exchange.met))
      .then((status) => {
        if (status !== undefined) entry.status = status;
      })
      .finally(() => {
        entry.durationMs = performance.now() - started;
        log.add(entry);
      });
  };

  function render({ status, body, text, headers }: Answer, { skewMs }: Pick<Exchange, 'skewMs'>): Rendered {
    return {
      status,
      headers: {
        ...commonHeaders(now() + skewMs),
        ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      body: text ?? (body === undefined ? '' : JSON.stringify(body)),
    };
  }
}

/** @see https://docs.github.com/rest/about-the-rest-api/api-versions */
const apiVersions: ReadonlySet<string> = new Set(['2022-11-28', '2026-03-10']);
const unknownVersion = (version: string) =>
  new RestError(
    400,
    `Version '${version}' is not supported. Supported versions: ${[...apiVersions].join(', ')}`,
  );

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

const skewOf = (met: readonly Fault[]) =>
  met.reduce((ms, fault) => ms + (fault.kind === 'skew' ? fault.ms : 0), 0);

/** A read is one point, a write five. */
function weigh(
  viewer: Viewer,
  route: Route | undefined,
  { method, route: endpoint, resource }: LoggedRequest,
) {
  const isCheap = isRead(method) || resource === 'graphql';
  return {
    payer: viewer.payer,
    endpoint: endpoint ?? 'unknown',
    points: isCheap ? 1 : 5,
    isGraphql: resource === 'graphql',
    createsContent: route?.createsContent ?? false,
  };
}

/** The response of a fault, otherwise that of the route. */
async function answerWith(met: readonly Fault[], handle: () => Promise<Answer>): Promise<Answer> {
  const instead = met.find((fault) => fault.kind === 'answer');
  if (instead !== undefined) {
    const headers = { 'content-type': 'text/html; charset=utf-8', ...instead.headers };
    return { status: instead.status, text: instead.body, headers };
  }
  const refusal = met.find((fault) => fault.kind === 'refusal');
  if (refusal !== undefined) return new RestError(refusal.status, refusal.message).answer;
  return await handle().catch(answerOf);
}

function answerOf(error: unknown): Answer {
  if (error instanceof RestError) return error.answer;
  if (error instanceof SimulatorError) {
    return (error.code === 'not_found' ? notFound() : new RestError(422, error.message)).answer;
  }
  // An error of the simulator: printed for its operator, while other requests continue.
  console.error(error);
  return { status: 500, body: { message: 'Server Error' } };
}

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { SimulatorError } from '../world/simulator-error.ts';
import { type Answer, notAccessible, notFound, RestError, requiresAuthentication } from './answer.ts';
import { commonHeaders, viewerHeaders } from './answer-headers.ts';
import { etagOf, matches } from './etag.ts';
import type { Fault, Faults } from './faults.ts';
import { limitHeaders } from './limit-headers.ts';
import { primaryRefusal, type RefusalStyle, secondaryRefusal } from './limit-refusals.ts';
import { readBody } from './read-body.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { RestContext, Route } from './route.ts';
import type { Routes } from './routes.ts';
import type { SecondaryLimits } from './secondary-limits.ts';
import { sendFaulty } from './send-faulty.ts';
import { createStaleAnswers } from './stale-answers.ts';
import { isAllowed, type Viewer } from './viewer.ts';

export interface RestHandlerOptions {
  context: RestContext;
  routes: Routes;
  faults: Faults;
  log: RequestLog;
  secondary: SecondaryLimits;
  /** How refusals look; GitHub answers both ways. */
  refusals: RefusalStyle;
}

/** A rendered answer, ready to be sent. */
interface Rendered {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Serves GitHub's REST API: credentials, limits, routes, conditional requests and faults, all logged. */
export function createRestHandler(options: RestHandlerOptions): RequestListener {
  const { context, routes, faults, log, secondary, refusals } = options;
  const { now, budgets, credentials } = context;
  const stale = createStaleAnswers();

  async function serve(request: IncomingMessage, response: ServerResponse, entry: LoggedRequest) {
    const url = URL.parse(request.url ?? '/', context.world.host.api);
    if (url === null) throw notFound();
    const { authorization, 'if-none-match': ifNoneMatch } = request.headers;
    const viewer = await credentials.authenticate(authorization, request.socket.remoteAddress ?? '');
    entry.payer = viewer.payer;
    const met = faults.meet({ method: entry.method, path: entry.path, payer: viewer.payer });
    entry.fault = met.map(({ kind }) => kind).join(' ') || null;
    const found = routes.find(entry.method, url.pathname);
    if (found !== null) {
      entry.route = `${found.route.method} ${found.route.path}`;
      entry.resource = found.route.resource ?? 'core';
    }

    const admitted = secondary.begin(weigh(viewer, found?.route, entry));
    try {
      const rendered =
        'refusal' in admitted
          ? refuse(entry, admitted.refusal, secondaryRefusal(refusals))
          : await spend(viewer, entry, met, found?.route.resource === null, async () => {
              if (found === null) throw notFound();
              demandAccess(viewer, found.route);
              return found.route.handle({
                context,
                viewer,
                method: entry.method,
                headers: request.headers,
                params: found.params,
                query: url.searchParams,
                body: isRead(entry.method) ? undefined : await readBody(request, found.route.takes),
                address: `${context.world.host.api}${url.pathname}`,
              });
            });
      const answer = conditional(rendered, viewer, entry, ifNoneMatch);
      const budget = budgets.of(viewer.payer, entry.resource);
      entry.remaining = Math.max(0, budget.limit - budget.used);
      Object.assign(answer.headers, limitHeaders(budget, entry.resource), viewerHeaders(viewer));
      const key = `${viewer.tokenId} ${entry.method} ${entry.path}`;
      const sent = met.some(({ kind }) => kind === 'stale') ? stale.of(key, answer) : answer;
      stale.remember(key, answer);
      entry.status = await sendFaulty(response, sent, met);
    } finally {
      if ('end' in admitted) admitted.end();
    }
  }

  function refuse(entry: LoggedRequest, limit: string, answer: Answer): Rendered {
    entry.limited = limit;
    return render(answer);
  }

  /** Answers within the primary budget, and spends what that costs. */
  async function spend(
    viewer: Viewer,
    entry: LoggedRequest,
    met: readonly Fault[],
    isFree: boolean,
    handle: () => Promise<Answer>,
  ): Promise<Rendered> {
    const budget = budgets.of(viewer.payer, entry.resource);
    if (!isFree && budget.used >= budget.limit) {
      return refuse(entry, 'primary', primaryRefusal(refusals, viewer, budget, now()));
    }
    entry.cost = isFree ? 0 : 1;
    // Before the work, so that requests at the same time do not all take the last one.
    budgets.spend(viewer.payer, entry.resource, entry.cost);
    const abuse = met.find((fault) => fault.kind === 'abuse');
    if (abuse !== undefined) {
      const { status = 403, retryAfter = null } = abuse;
      return refuse(entry, 'abuse', secondaryRefusal({ status, retryAfter }));
    }
    const answer = await handle().catch(answerOf);
    if (answer.cost !== undefined) {
      budgets.spend(viewer.payer, entry.resource, answer.cost - entry.cost);
      entry.cost = answer.cost;
    }
    return render(answer);
  }

  /** Adds the ETag; what the client has already is 304, which costs nothing where it is authorised. */
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
      budgets.spend(viewer.payer, entry.resource, -entry.cost);
      entry.cost = 0;
    }
    const { 'content-type': _type, ...withoutType } = headers;
    return { status: 304, headers: withoutType, body: '' };
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
    serve(request, response, entry)
      .catch((error: unknown) => {
        const rendered = render(answerOf(error));
        return sendFaulty(response, rendered, []);
      })
      .then((status) => {
        if (status !== undefined) entry.status = status;
      })
      .finally(() => {
        entry.durationMs = performance.now() - started;
        log.add(entry);
      });
  };

  function render({ status, body, text, headers }: Answer): Rendered {
    return {
      status,
      headers: {
        ...commonHeaders(now()),
        ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      body: text ?? (body === undefined ? '' : JSON.stringify(body)),
    };
  }
}

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

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

function demandAccess(viewer: Viewer, { asks = 'anybody', permission }: Route): void {
  if (viewer.kind === 'anonymous' && asks !== 'anybody') throw requiresAuthentication();
  if (asks === 'app' && viewer.kind !== 'app') {
    throw new RestError(401, 'A JSON web token could not be decoded');
  }
  if (asks === 'installation' && viewer.kind !== 'installation') {
    throw new RestError(
      403,
      'You must authenticate with an installation access token in order to list repositories for an installation.',
    );
  }
  if (asks === 'account' && viewer.account === null) throw notAccessible('');
  if (permission === undefined) return;
  const [name, level] = permission;
  if (viewer.kind === 'anonymous' && level === 'write') throw requiresAuthentication();
  if (!isAllowed(viewer, name, level)) throw notAccessible(`${name}=${level}`);
}

function answerOf(error: unknown): Answer {
  if (error instanceof RestError) return error.answer;
  if (error instanceof SimulatorError) {
    return (error.code === 'not_found' ? notFound() : new RestError(422, error.message)).answer;
  }
  // A fault of the simulator's own: told to who runs it, while the others go on.
  console.error(error);
  return { status: 500, body: { message: 'Server Error' } };
}

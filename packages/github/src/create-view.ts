import type { Octokit } from '@octokit/core';
import type { OctokitResponse } from '@octokit/types';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Call, CallOptions } from './gate/call.ts';
import type { Payer } from './gate/payer.ts';
import { underDeadline } from './gate/under-deadline.ts';
import type {
  Data,
  GitHub,
  GitHubResponse,
  Item,
  Page,
  PageOptions,
  Parameters,
  Route,
} from './github-client.ts';
import { readGraphql } from './graphql-answer.ts';
import { withoutPoints, withPoints } from './graphql-points.ts';
import { paginate } from './paginate.ts';
import { requireSegments } from './require-segments.ts';

/** GitHub for one payer, through an Octokit whose request hook is the gate. */
export function createView({
  octokit,
  payer,
  graphqlUrl,
}: {
  octokit: Octokit;
  payer: Payer;
  graphqlUrl: string;
}): GitHub {
  /** Sends a request in its own span. */
  async function send<T>(
    route: string,
    options: CallOptions,
    exchange: (call: Call) => Promise<OctokitResponse<T>>,
  ): Promise<GitHubResponse<T>> {
    const span = trace.getTracer('hubtwin').startSpan(`GitHub ${route}`, { kind: SpanKind.CLIENT });
    try {
      const active = trace.setSpan(context.active(), span);
      const answer = await context.with(active, () => underDeadline(payer, route, options, exchange));
      const { status, headers, data, url } = answer;
      span.setAttribute('http.response.status_code', status);
      const fromStore = 'fromStore' in answer && answer.fromStore === true;
      const requestedAt =
        'requestedAt' in answer && typeof answer.requestedAt === 'number' ? answer.requestedAt : Date.now();
      return { status, headers, data, url, fromStore, requestedAt: new Date(requestedAt) };
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }

  const fetch = async (route: string, parameters: Record<string, unknown>, options: CallOptions = {}) => {
    requireSegments(route, parameters);
    const [method = 'GET', url = ''] = route.split(' ');
    return await send<unknown>(route, options, (call) =>
      octokit.request({ ...parameters, method, url, request: { call } }),
    );
  };

  const pages = (
    route: string,
    parameters: Record<string, unknown>,
    { from, ahead, isByCursor, ...options }: CallOptions & PageOptions = {},
  ) =>
    paginate(
      (target, { signal, ...page }) => {
        const either = options.signal === undefined ? signal : AbortSignal.any([options.signal, signal]);
        const call = { ...options, ...page, signal: either };
        return 'url' in target ? read(route, target.url, call) : fetch(route, target.parameters, call);
      },
      parameters,
      { from, ...(ahead !== undefined && { ahead }), ...(isByCursor !== undefined && { isByCursor }) },
    );

  const read = (route: string, url: string, options: CallOptions) =>
    send<unknown>(route, options, (call) => octokit.request({ method: 'GET', url, request: { call } }));

  // Trusts GitHub's OpenAPI description; stored parts of responses are validated where they are stored.
  const request = <R extends Route>(route: R, parameters: Parameters<R>, options?: CallOptions) =>
    fetch(route, { ...parameters }, options) as Promise<GitHubResponse<Data<R>>>;

  return {
    fetch,
    pages,
    request,
    paginate: <R extends Route>(route: R, parameters: Parameters<R>, options?: CallOptions & PageOptions) =>
      pages(route, { ...parameters }, options) as AsyncGenerator<Page<Item<R>>, void, undefined>,

    async graphql<T>(query: string, variables: object, options: CallOptions = {}) {
      const route = 'POST /graphql';
      const answer = await send<unknown>(route, options, (call) =>
        octokit.request({
          method: 'POST',
          url: graphqlUrl,
          query: withPoints(query),
          variables,
          request: { call },
        }),
      );
      return readGraphql<T>(withoutPoints(answer.data), { resource: route, requestedAt: answer.requestedAt });
    },

    batch: (requests, options) =>
      Promise.allSettled(requests.map(({ route, parameters }) => request(route, parameters, options))),
  };
}

import type { Octokit } from '@octokit/core';
import type { OctokitResponse } from '@octokit/types';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Call, CallOptions } from './gate/call.ts';
import type { Payer } from './gate/payer.ts';
import { underDeadline } from './gate/under-deadline.ts';
import type { Data, GitHub, GitHubResponse, Item, Page, Parameters, Route } from './github-client.ts';
import { readGraphql } from './graphql-answer.ts';
import { paginate } from './paginate.ts';

const tracer = trace.getTracer('hubtwin');

/** What one payer sees of GitHub, through an Octokit whose hook is the gate. */
export function createView({ octokit, payer }: { octokit: Octokit; payer: Payer }): GitHub {
  /** Sends in a span of its own. */
  async function ask<T>(
    route: string,
    options: CallOptions,
    send: (call: Call) => Promise<OctokitResponse<T>>,
  ): Promise<GitHubResponse<T>> {
    const span = tracer.startSpan(`GitHub ${route}`, { kind: SpanKind.CLIENT });
    try {
      const answer = await underDeadline(payer, route, options, send);
      const { status, headers, data, url } = answer;
      span.setAttribute('http.response.status_code', status);
      return { status, headers, data, url, fromStore: 'fromStore' in answer && answer.fromStore === true };
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }

  const request = <R extends Route>(route: R, parameters: Parameters<R>, options: CallOptions = {}) => {
    const [method = 'GET', url = ''] = route.split(' ');
    return ask<Data<R>>(route, options, (call) =>
      octokit.request({ method, url, ...parameters, request: { call } }),
    );
  };

  return {
    request,

    paginate<R extends Route>(route: R, parameters: Parameters<R>, options: CallOptions = {}) {
      const [, path = ''] = route.split(' ');
      const pages = paginate(
        (target) =>
          ask<unknown>(route, options, (call) => {
            const where = 'url' in target ? { url: target.url } : { url: path, ...target.parameters };
            return octokit.request({ method: 'GET', ...where, request: { call } });
          }),
        { ...parameters },
      );
      // GitHub's own description says what its lists hold; what is stored of them is validated where it is.
      return pages as AsyncGenerator<Page<Item<R>>, void, undefined>;
    },

    async graphql<T>(query: string, variables: object, options: CallOptions = {}) {
      const route = 'POST /graphql';
      const answer = await ask<unknown>(route, options, (call) =>
        octokit.request({ method: 'POST', url: '/graphql', query, variables, request: { call } }),
      );
      return readGraphql<T>(answer.data, route);
    },

    batch: (requests, options) =>
      Promise.allSettled(requests.map(({ route, parameters }) => request(route, parameters, options))),
  };
}

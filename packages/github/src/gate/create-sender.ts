import { createHash } from 'node:crypto';
import { RequestError } from '@octokit/request-error';
import type { EndpointDefaults, OctokitResponse } from '@octokit/types';
import type { Budget } from '../budget/budget.ts';
import type { Authorization } from '../credentials/credential.ts';
import type { GitHubClock } from '../credentials/github-clock.ts';
import { GitHubServerError, GitHubTimeoutError } from '../errors.ts';
import { pointsOf } from '../graphql-points.ts';
import type { Metrics } from '../metrics.ts';
import type { RequestLog } from '../request-log.ts';
import type { Breaker } from './breaker.ts';
import type { Call } from './call.ts';
import type { Admitted } from './create-admission.ts';
import { failureOf } from './failure-of.ts';
import { type Body, dataOf, readBody } from './read-body.ts';
import { readLimits } from './read-limits.ts';
import { refusalOf } from './refusal-of.ts';
import type { Remaining } from './remaining.ts';
import type { RequestWeight } from './request-weight.ts';
import type { ResponseStore } from './response-store.ts';

/** A response, and whether GitHub confirmed a stored one (304). */
export interface Response extends OctokitResponse<unknown> {
  fromStore: boolean;
  /** When it was requested, by GitHub's clock: the lower bound of the age of its data. Milliseconds since the epoch. */
  requestedAt: number;
  /** From sending the request to the complete response. */
  tookMs: number;
}
export type RequestOptions = Required<EndpointDefaults>;
export type Send = (options: RequestOptions) => Promise<OctokitResponse<unknown>> | OctokitResponse<unknown>;

export interface SenderOptions {
  budget: Budget;
  remaining: Remaining;
  responses: ResponseStore;
  breaker: Breaker;
  metrics: Metrics;
  log: RequestLog;
  clock: GitHubClock;
  timeoutMs: number;
  /** Null: the header is omitted. */
  apiVersion: string | null;
}

/** An admitted request, and the function that sends it. */
export interface Sending {
  call: Call;
  admitted: Admitted;
  weight: RequestWeight;
  /** Includes the query. */
  url: string;
  options: RequestOptions;
  /** Octokit's function to send it, without hooks. */
  send: Send;
}

/** GitHub's response of any status, and its authorization. */
export interface Sent {
  answer: Response;
  authorization: Authorization | null;
}

/**
 * Sends once: conditionally if a response is stored, with a timeout, and with its outcome reported to the budget.
 *
 * @returns a function that throws if there was no response.
 */
export function createSender(sender: SenderOptions): (sending: Sending) => Promise<Sent> {
  const { responses, breaker, metrics } = sender;

  return async (sending) => {
    const { call, admitted, options, url } = sending;
    let answer: Response | null = null;
    const started = performance.now();
    try {
      const authorization = await admitted.credential.authorize(call.signal);
      const isKept = options.method === 'GET' && !call.once;
      const key = isKept ? responseKey(authorization, url, options) : null;
      const stored = key === null || call.isFresh ? null : await responses.find(key);
      const headers: Record<string, string> = {};
      if (authorization !== null) headers.authorization = authorization.header;
      if (stored !== null) headers['if-none-match'] = stored.etag;
      const { text, ...exchanged } = await breaker.run({ route: call.route, url }, () =>
        exchange(sending, headers, sender),
      );
      answer = exchanged;
      if (answer.status === 304 && stored !== null) {
        metrics.notModified(call);
        const merged = { ...stored.headers, ...answer.headers };
        const data = dataOf(stored.body, stored.headers);
        const whole = { ...answer, status: 200, headers: merged, data, fromStore: true };
        return { answer: whole, authorization };
      }
      const { etag } = answer.headers;
      if (key !== null && etag !== undefined && text !== null && failureOf(answer, call.route) === null) {
        await responses.store(key, { etag, headers: answer.headers, body: text });
      }
      return { answer, authorization };
    } finally {
      await report(sending, answer, sender, performance.now() - started);
    }
  };
}

/** An ETag belongs to one URL, one media type and one token. */
function responseKey(authorization: Authorization | null, url: string, options: RequestOptions): string {
  const seen = [authorization?.fingerprint ?? '', options.headers.accept ?? '', url].join('\n');
  return createHash('sha256').update(seen).digest('base64url');
}

/** A response, and its body as text. */
type Exchanged = Response & Pick<Body, 'text'>;

/** @returns GitHub's response, even if Octokit treats it as an error. */
async function exchange(
  { call, options, send }: Sending,
  headers: Record<string, string>,
  { metrics, clock, timeoutMs, apiVersion }: SenderOptions,
): Promise<Exchanged> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  const signal = call.signal === undefined ? timeout.signal : AbortSignal.any([call.signal, timeout.signal]);
  const started = performance.now();
  try {
    const unread = await answerOf(() =>
      send({
        ...options,
        headers: {
          ...options.headers,
          ...(apiVersion !== null && { 'x-github-api-version': apiVersion }),
          ...headers,
        },
        request: { ...options.request, signal, redirect: 'manual', parseSuccessResponseBody: false },
      }),
    );
    const { text, data } = await readBody(unread);
    const answered = { ...unread, data, text };
    const tookMs = performance.now() - started;
    const answeredAt = Date.now();
    clock.record(answered.headers.date);
    metrics.answered(call, answered.status, tookMs / 1_000);
    // GitHub's `date` has whole seconds: our clock is more precise if both agree, and is never ahead of it.
    const latest = (Date.parse(answered.headers.date ?? '') || Number.POSITIVE_INFINITY) + 999;
    const requestedAt = Math.min(clock.at(answeredAt - tookMs), latest);
    return { ...answered, fromStore: false, requestedAt, tookMs };
  } catch (error) {
    if (call.signal?.aborted) throw call.signal.reason;
    const resource = call.route;
    if (timeout.signal.aborted) {
      throw new GitHubTimeoutError(`no response from GitHub within ${timeoutMs} ms`, { resource });
    }
    // Octokit's error contains the request with its headers; its cause does not.
    const cause = error instanceof RequestError ? error.cause : error;
    const why = error instanceof Error ? error.message : 'unknown';
    throw new GitHubServerError(`no response from GitHub: ${why}`, { resource, cause });
  } finally {
    clearTimeout(timer);
  }
}

/** Octokit throws for a status other than 2xx, which is a response, too. */
async function answerOf(send: () => ReturnType<Send>): Promise<OctokitResponse<unknown>> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof RequestError && error.response !== undefined) return error.response;
    throw error;
  }
}

/** Reports the outcome of the request, and GitHub's rate-limit headers, to the budget. */
async function report(
  { admitted: { id, credential }, weight, call, url }: Sending,
  answer: Response | null,
  { budget, remaining, metrics, log }: SenderOptions,
  endedAfterMs: number,
): Promise<void> {
  const settlement = { id, credential: credential.fingerprint, resource: weight.resource };
  if (answer === null) {
    const lost = { status: null, tookMs: endedAfterMs, cost: 0, limits: 'none', requestId: null } as const;
    log.sent(call, { ...lost, url, credential: settlement.credential, resource: weight.resource });
    return await budget.settle({ ...settlement, headers: null, cost: 0 });
  }
  const { limits, resource } = readLimits(answer.headers);
  const refusal = refusalOf(answer);
  if (refusal !== null) metrics.refused();
  // An exhausted primary limit is in the headers, and closes this resource only.
  const closes = refusal !== null && (refusal.kind === 'secondary' || refusal.retryAfterMs !== null);
  const isFree = weight.resource === null || answer.status === 304 || refusal !== null;
  // The response to a rejected credential has the limit of the IP address.
  const isRefused = answer.status === 401;
  const observed = isRefused
    ? { headers: null, cost: 0 }
    : { headers: limits, cost: isFree ? 0 : pointsOf(answer.data) };
  const countsElsewhere =
    !isRefused && resource !== null && weight.resource !== null && resource !== weight.resource;
  await budget.settle({
    ...settlement,
    ...(countsElsewhere ? { headers: null, cost: 0 } : observed),
    ...(closes && { closeMs: refusal.retryAfterMs }),
  });
  if (countsElsewhere) await budget.settle({ ...settlement, resource, ...observed });
  log.sent(call, {
    url,
    status: answer.status,
    tookMs: answer.tookMs,
    credential: settlement.credential,
    resource: resource ?? weight.resource,
    cost: observed.cost,
    limits,
    requestId: answer.headers['x-github-request-id'] ?? null,
  });
  if (limits === 'none') return;
  const named = resource ?? weight.resource ?? 'core';
  remaining.record(credential, named, limits);
  metrics.limits(settlement.credential, named, limits);
}

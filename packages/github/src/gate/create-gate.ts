import type { EndpointInterface } from '@octokit/types';
import { ExponentialBackoff, fullJitterGenerator, handleWhen, retry } from 'cockatiel';
import type { Authorization, Credential } from '../credentials/credential.ts';
import {
  GitHubAuthenticationError,
  GitHubError,
  GitHubNotFoundError,
  GitHubPermissionError,
  GitHubRateLimitError,
  GitHubServerError,
  GitHubTimeoutError,
  NoCredentialError,
} from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { RequestLog } from '../request-log.ts';
import { Call } from './call.ts';
import { createCoalesce } from './coalesce.ts';
import type { Schedule } from './concurrency-groups.ts';
import type { Admitted } from './create-admission.ts';
import type { RequestOptions, Response, Send, Sending, Sent } from './create-sender.ts';
import { type Denials, subjectOf, without } from './denials.ts';
import { failureOf } from './failure-of.ts';
import { isTooHeavy } from './is-too-heavy.ts';
import type { Payer } from './payer.ts';
import { pinned } from './pinned.ts';
import type { RefusedCredentials } from './refused-credentials.ts';
import { type RequestWeight, weigh } from './request-weight.ts';
import { sleep } from './sleep.ts';
import { withSignal } from './with-signal.ts';

export interface GateOptions {
  baseUrl: string;
  /** Octokit's function from options to a URL. */
  endpoint: EndpointInterface;
  schedule: Schedule;
  admit(call: Call, weight: RequestWeight): Promise<Admitted>;
  sendOnce(sending: Sending): Promise<Sent>;
  metrics: Metrics;
  log: RequestLog;
  /** Maximum number of retries of an idempotent request. */
  retryCount: number;
  refused: RefusedCredentials;
  denials: Denials;
  /** Called once when a credential is refused, until it is tried again. */
  onRefused(refusal: Refusal): void;
  /** Called for permanent redirects, as after a rename. */
  onMoved(moved: Moved): void;
}

/** A credential that GitHub refuses, because it is revoked, expired or suspended. */
export interface Refusal {
  fingerprint: string;
  error: GitHubError;
}

/** A URL that GitHub permanently redirects. */
export interface Moved {
  route: string;
  from: string;
  to: string;
}

type Gate = (send: Send, options: RequestOptions) => Promise<Response>;

const maxRedirects = 5;
const maxRefusals = 5;
// GitHub may reject a token for some seconds after it was created.
const freshMs = 5_000;
const freshPauseMs = 1_000;

/**
 * All processing between a caller and the network, outermost first: equal reads are combined, failures retried,
 * refusals waited out, rejected tokens replaced, denied requests tried with another credential, redirects followed;
 * each attempt waits for its concurrency group and the budget.
 */
export function createGate(gate: GateOptions): Gate {
  const { baseUrl, schedule, metrics, log, retryCount } = gate;
  const coalesce = createCoalesce();
  const again = retry(handleWhen(isTransient), {
    maxAttempts: retryCount,
    backoff: new ExponentialBackoff({ initialDelay: 300, maxDelay: 10_000, generator: fullJitterGenerator }),
  });
  again.onRetry(({ attempt, delay, ...reason }) =>
    log.retried('error' in reason ? reason.error : null, { attempt, delayMs: delay }),
  );

  return async (send, options) => {
    const call: unknown = options.request.call;
    if (!(call instanceof Call)) throw new TypeError("requests must use the client's own methods");
    const { method, url } = gate.endpoint(options);
    pinned(url, baseUrl, call.route);
    const [, path = ''] = call.route.split(' ');
    const weight = weigh(method, path, options.query);
    const persist = (of: Call) => follow(of, weight, options, send);
    const withRetries = async (of: Call) => {
      if (!weight.idempotent || !of.retry) return await persist(of);
      const { answer, error } = await again.execute(
        ({ attempt }) => attempted(of, attempt, persist(of)),
        of.signal,
      );
      if (answer === null) throw error;
      return answer;
    };
    try {
      if (method !== 'GET') return await withSignal(withRetries(call), call.signal);
      const key = `${call.payer.id}\n${options.headers.accept}\n${url}`;
      return await coalesce(key, call, withRetries);
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason;
      if (error instanceof GitHubError) metrics.failed(error);
      throw error;
    }
  };

  /**
   * Logs the result of a retried request.
   *
   * @returns the response, or the error if a retry would not help.
   * @throws transient errors.
   */
  async function attempted(
    call: Call,
    attempts: number,
    sending: Promise<Response>,
  ): Promise<{ answer: Response; error: null } | { answer: null; error: unknown }> {
    try {
      const answer = await sending;
      if (attempts > 0) log.ended(call, { attempts, error: null });
      return { answer, error: null };
    } catch (error) {
      const isTried = attempts > 0 || call.isDivided;
      const isDivided = call.isDivisible && isTried && isTooHeavy(error);
      const isLast = attempts >= maxRetriesOf(call, error) || isDivided || !isTransient(error);
      if (attempts > 0 && isLast) log.ended(call, { attempts, error });
      if (isLast) return { answer: null, error };
      throw error;
    }
  }

  function maxRetriesOf({ isRetriedLater }: Call, error: unknown): number {
    if (!isRetriedLater) return retryCount;
    return error instanceof GitHubTimeoutError ? 0 : Math.min(1, retryCount);
  }

  async function follow(
    call: Call,
    weight: RequestWeight,
    options: RequestOptions,
    send: Send,
  ): Promise<Response> {
    let requested = options;
    for (let hops = 0; hops <= maxRedirects; hops++) {
      const { url, method } = gate.endpoint(requested);
      const answer = await patiently(call, { weight, url, options: requested, send });
      const { location } = answer.headers;
      if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
      const to = pinned(location, url, call.route).href;
      pinned(to, baseUrl, call.route);
      if (answer.status === 301 || answer.status === 308) gate.onMoved({ route: call.route, from: url, to });
      if (method !== 'GET' && answer.status !== 307 && answer.status !== 308) return answer;
      requested = method === 'GET' ? withoutParameters({ ...options, url: to }) : { ...options, url: to };
    }
    throw new GitHubServerError('GitHub redirects in a loop', { resource: call.route, status: 300 });
  }

  /**
   * Sends until GitHub neither refuses because of a rate limit, nor rejects a replaceable credential, nor denies what
   * another of the payer's credentials is allowed. (GitHub does not distinguish a missing object from a missing
   * permission in a 404.)
   *
   * @throws the first denial, if every credential is denied.
   */
  async function patiently(call: Call, request: Omit<Sending, 'call' | 'admitted'>): Promise<Response> {
    const subject = subjectOf(call.route, request.url);
    const denied: Credential[] = [];
    let denial: GitHubError | undefined;
    /** Credentials that may be allowed the request, but cannot send it now. */
    const unable = new Set<Credential>();
    let inability: GitHubError | undefined;
    const refusals = new Map<Credential, number>();
    let payer = gate.denials.putLast(subject, call.payer);
    let replaced = false;
    for (;;) {
      const sent = await schedule(call, () => sendWith(payer, call, request));
      const { credential, authorization } = sent;
      if (sent.failure === null) {
        gate.refused.remove(credential);
        gate.denials.record(subject, denied);
        return sent.answer;
      }
      const { failure, isSent } = sent;
      const isRefusal = failure instanceof GitHubRateLimitError;
      const refused = (refusals.get(credential) ?? 0) + 1;
      const mayRenew = failure instanceof GitHubAuthenticationError && authorization?.renewable === true;
      if (isRefusal && refused <= maxRefusals) refusals.set(credential, refused);
      else if (mayRenew && isFresh(authorization)) await sleep(freshPauseMs, call.signal);
      else if (mayRenew && !replaced) {
        await credential.invalidate(authorization);
        replaced = true;
      } else {
        const isDenial = failure instanceof GitHubNotFoundError || failure instanceof GitHubPermissionError;
        const isUnable = isRefusal || !isSent;
        if (isUnable) {
          unable.add(credential);
          inability ??= failure;
        }
        if (isOfCredential(failure)) {
          const isNew = gate.refused.add(credential);
          if (isNew) gate.onRefused({ fingerprint: credential.fingerprint, error: failure });
        } else if (isDenial && !isUnable) {
          denied.push(credential);
          denial ??= failure;
        } else if (!isUnable) throw failure;
        const left = without(call.payer, (each) => denied.includes(each) || unable.has(each));
        if (left === null || !gate.refused.isAnyLeft(left.tiers)) throw inability ?? denial ?? failure;
        payer = left;
        replaced = false;
      }
    }
  }

  /** Sends once with the first credential that the budget admits. */
  async function sendWith(
    payer: Payer,
    call: Call,
    request: Omit<Sending, 'call' | 'admitted'>,
  ): Promise<Attempt> {
    const [first] = gate.refused.leaveOut(payer.tiers).flat();
    // Mints a token, if necessary, before the request takes a place in the budget.
    const failure = first && (await failureToAuthorize(() => first.authorize(call.signal)));
    if (first !== undefined && failure instanceof GitHubError)
      return { credential: first, authorization: null, failure, isSent: false };
    const admitted = await gate.admit(call.with({ payer }), request.weight);
    const { credential } = admitted;
    const sent = await failureToAuthorize(() => gate.sendOnce({ ...request, call, admitted }));
    if (sent instanceof GitHubError) return { credential, authorization: null, failure: sent, isSent: false };
    const { answer, authorization } = sent;
    const denial = failureOf(answer, call.route);
    return denial === null
      ? { credential, authorization, answer, failure: null }
      : { credential, authorization, failure: denial, isSent: true };
  }
}

/** A usable response, or the failure of a request; one whose credential could not be authorized was not sent. */
type Attempt = { credential: Credential; authorization: Authorization | null } & (
  | { answer: Response; failure: null }
  | { failure: GitHubError; isSent: boolean }
);

/**
 * @returns the result of the work, or why its credential cannot be authorized: its token cannot be decrypted, or GitHub
 * refuses to mint one. (No other failure without a response is of these kinds.)
 */
async function failureToAuthorize<T>(work: () => Promise<T>): Promise<T | GitHubError> {
  try {
    return await work();
  } catch (error) {
    const isUnauthorized = unauthorized.some((kind) => error instanceof kind);
    if (isUnauthorized && error instanceof GitHubError) return error;
    throw error;
  }
}

const unauthorized = [
  GitHubAuthenticationError,
  GitHubPermissionError,
  GitHubNotFoundError,
  NoCredentialError,
];

/** The URL that GitHub names already contains its query. */
function withoutParameters(options: RequestOptions): RequestOptions {
  const { method, url, baseUrl, headers, mediaType, request, operationName, query } = options;
  return { method, url, baseUrl, headers, mediaType, request, operationName, query };
}

function isFresh({ issuedAt }: Authorization): boolean {
  const age = issuedAt === null ? freshMs : Date.now() - issuedAt;
  // A clock that was set back makes no token fresh.
  return age >= 0 && age < freshMs;
}

/** Whether an error concerns the credential, independent of the request. */
const isOfCredential = (error: GitHubError): boolean =>
  error instanceof GitHubAuthenticationError ||
  error instanceof NoCredentialError ||
  (error instanceof GitHubPermissionError && /account (is|was|has been) suspended/i.test(error.message));

/** Errors that a retry may resolve. */
function isTransient(error: unknown): boolean {
  if (error instanceof GitHubTimeoutError) return true;
  if (!(error instanceof GitHubServerError)) return false;
  return error.status === null || error.status >= 500 || error.status === 200;
}

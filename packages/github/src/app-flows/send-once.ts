import { GitHubServerError, GitHubTimeoutError } from '../errors.ts';
import { failureOf } from '../gate/failure-of.ts';

const timeoutMs = 10_000;

/** A request of a flow through the browser: no credential of ours pays for it, and it is never sent twice. */
interface OneRequest {
  method: 'POST' | 'DELETE';
  url: string;
  /** Its name in errors. */
  resource: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: object;
}

/**
 * @returns the JSON of a success.
 * @throws GitHubError; of a connection that failed, a redirect and what is no JSON, GitHubServerError.
 */
export async function sendOnce({ method, url, resource, headers, body }: OneRequest): Promise<unknown> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      accept: 'application/json',
      'user-agent': 'hubtwin',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
    .then(async (answer) => ({ answer, data: parse(await answer.text()) }))
    .catch((cause: unknown) => {
      if (cause instanceof Error && cause.name === 'TimeoutError') {
        throw new GitHubTimeoutError(`no answer from GitHub within ${timeoutMs} ms`, { resource });
      }
      throw new GitHubServerError('no answer from GitHub', { resource, cause });
    });
  const { answer, data } = response;
  const { status } = answer;
  const failure = failureOf({ status, url, data, headers: Object.fromEntries(answer.headers) }, resource);
  if (failure !== null) throw failure;
  if (status >= 300 || data === undefined) {
    throw new GitHubServerError('GitHub answered with something else', { resource, status });
  }
  return data;
}

/** @returns null for nothing, undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

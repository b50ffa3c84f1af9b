import { GitHubServerError, GitHubTimeoutError } from '../errors.ts';
import { failureOf } from '../gate/failure-of.ts';

const timeoutMs = 10_000;

/** A request of a browser flow: it uses none of our credentials, and is never repeated. */
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
 * @returns the parsed JSON of a success.
 * @throws GitHubError; GitHubServerError for a failed connection, a redirect or invalid JSON.
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
        throw new GitHubTimeoutError(`no response from GitHub within ${timeoutMs} ms`, { resource });
      }
      throw new GitHubServerError('no response from GitHub', { resource, cause });
    });
  const { answer, data } = response;
  const { status } = answer;
  const failure = failureOf({ status, url, data, headers: Object.fromEntries(answer.headers) }, resource);
  if (failure !== null) throw failure;
  if (status >= 300 || data === undefined) {
    throw new GitHubServerError('unexpected response from GitHub', { resource, status });
  }
  return data;
}

/** @returns null for an empty text, undefined for invalid JSON. */
function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

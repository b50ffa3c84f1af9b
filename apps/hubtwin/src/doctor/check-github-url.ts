import { type Check, failed, ok } from './check.ts';
import { describeConnectionError } from './describe-connection-error.ts';

const name = 'GitHub address';
const withinMs = 10_000;
const publicApi = 'https://api.github.com';

/** The kind of server at a URL, determined by a request without credentials. */
type Answer =
  | { kind: 'github'; date: number }
  | { kind: 'not found' | 'page' | 'other JSON' | 'no JSON'; status: number }
  | { kind: 'redirect'; status: number; location: string }
  | { kind: 'proxy'; status: number };

/**
 * Checks whether the REST API of GitHub, or of an Enterprise Server, is at `baseUrl`. Sends no credential: the server may be
 * untrusted.
 *
 * @returns the check, and how far GitHub's clock is ahead of ours in milliseconds; null if it did not answer.
 */
export async function checkGitHubUrl(baseUrl: string): Promise<{ check: Check; aheadMs: number | null }> {
  const set = 'Correct GITHUB_BASE_URL';
  const elsewhere = `${set}: ${publicApi} (the default), or https://<host>/api/v3 of an Enterprise Server.`;
  const fault = (message: string, remedy: string) => ({
    check: failed(name, message, remedy),
    aheadMs: null,
  });
  const requestedAt = Date.now();
  let answer: Answer;
  try {
    answer = await probe(baseUrl);
  } catch (error) {
    return fault(...describeConnectionError(baseUrl, error));
  }
  if (answer.kind === 'github') {
    const aheadMs = answer.date - (requestedAt + Date.now()) / 2;
    return { check: ok(name, `GitHub answers at ${baseUrl}.`), aheadMs };
  }
  if (answer.kind === 'proxy')
    return fault(
      `A proxy answers instead of GitHub at ${baseUrl}, with ${answer.status}.`,
      'Allow requests to this URL in the proxy, or give this machine a direct connection (firewall; HTTPS_PROXY and NO_PROXY, with NODE_USE_ENV_PROXY=1).',
    );
  const right = await findApi(baseUrl);
  const remedy = right === null ? elsewhere : `${set}: GitHub's API is at ${right}.`;
  if (answer.kind === 'redirect')
    return fault(`${baseUrl} is redirected to ${answer.location} (${answer.status}).`, remedy);
  const what = {
    page: 'answers with a web page, so it is not the REST API',
    'no JSON': 'answers with no JSON, so it is not the REST API',
    'other JSON': 'answers with JSON of another server, so it is not the REST API',
    'not found': 'is a path that does not exist',
  }[answer.kind];
  return fault(`${baseUrl} ${what} (${answer.status}).`, remedy);
}

async function probe(baseUrl: string): Promise<Answer> {
  const response = await fetch(`${baseUrl}/meta`, {
    redirect: 'manual',
    headers: { accept: 'application/vnd.github+json', 'user-agent': 'hubtwin' },
    signal: AbortSignal.timeout(withinMs),
  });
  const { status, headers } = response;
  const text = (await response.text()).slice(0, 100_000);
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null) {
    const { origin, pathname } = new URL(location, baseUrl);
    return { kind: 'redirect', status, location: `${origin}${pathname}` };
  }
  const isFromGitHub = headers.has('x-github-request-id');
  const body = parse(text);
  if (body === undefined) {
    if (!isFromGitHub && [502, 503, 504].includes(status)) return { kind: 'proxy', status };
    const isPage = /html/.test(headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(text);
    return { kind: isPage ? 'page' : 'no JSON', status };
  }
  const isApi = isFromGitHub || (typeof body === 'object' && body !== null && isOfGitHub(body));
  if (!isApi) return { kind: 'other JSON', status };
  if (status === 404) return { kind: 'not found', status };
  return { kind: 'github', date: Date.parse(headers.get('date') ?? '') };
}

/** GitHub's `/meta`, or an error in its format: an Enterprise Server in private mode requires authentication. */
const isOfGitHub = (body: object): boolean =>
  'verifiable_password_authentication' in body || ('message' in body && 'documentation_url' in body);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Searches the API near a wrong URL. */
async function findApi(baseUrl: string): Promise<string | null> {
  const { origin, hostname, protocol } = new URL(baseUrl);
  const isPublic = /(^|\.)github\.com$/.test(hostname);
  const candidates = isPublic ? [publicApi] : [`${origin}/api/v3`, origin];
  if (!isPublic && protocol === 'http:') candidates.push(`${origin.replace('http:', 'https:')}/api/v3`);
  for (const candidate of candidates) {
    if (candidate === baseUrl) continue;
    const answer = await probe(candidate).catch(() => null);
    if (answer?.kind === 'github') return candidate;
  }
  return null;
}

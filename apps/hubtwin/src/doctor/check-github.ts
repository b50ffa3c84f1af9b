import {
  askAllRateLimits,
  type GitHub,
  type GitHubClient,
  GitHubError,
  judgeRateLimits,
} from '@hubtwin/github';
import { type Check, failed, ok, warning } from './check.ts';
import { checkApp } from './check-app.ts';
import { checkClock } from './check-clock.ts';
import { checkTokens } from './check-tokens.ts';

export interface GitHubOptions {
  github: GitHubClient;
  baseUrl: string;
  tokens: readonly string[];
  webhookUrl: string | null;
}

/** For each request: nobody waits for a doctor. */
const call = { priority: 'critical', deadlineMs: 10_000 } as const;

/** Whether GitHub takes the credentials, and for what; its clock, and what is left of its limits. */
export async function checkGitHub({ github, baseUrl, tokens, webhookUrl }: GitHubOptions): Promise<Check[]> {
  if (!github.isConfigured) {
    return [
      failed(
        'GitHub credentials',
        'Neither an App nor a token is configured: nothing can be read from GitHub.',
        'Run hubtwin app create, or set GITHUB_TOKEN.',
      ),
    ];
  }
  const view = github.hasApp ? github.forApp() : github.forTokens();
  const clock = await clockOf(view, baseUrl);
  if (clock.outcome === 'failed' && clock.name === 'GitHub') return [clock];
  const app = github.hasApp ? await checkApp({ view, webhookUrl }) : { checks: [], installationIds: [] };
  return [
    clock,
    ...app.checks,
    ...(await checkTokens(github, tokens)),
    await limitsOf(github, app.installationIds),
  ];
}

async function clockOf(view: GitHub, baseUrl: string): Promise<Check> {
  const askedAt = Date.now();
  try {
    const { headers } = await view.ask('GET /meta', {}, call);
    return checkClock('GitHub', Date.parse(`${headers.date}`) - (askedAt + Date.now()) / 2);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    // It answered, and not to a credential that it does not know: that is another check's.
    if (error.status !== null && error.status < 500) return ok('GitHub', 'It answers.');
    return failed(
      'GitHub',
      `It cannot be asked at ${baseUrl}: ${error.message}`,
      'See that this machine may connect there (proxy, firewall, DNS), and that GITHUB_BASE_URL is right.',
    );
  }
}

async function limitsOf(github: GitHubClient, installationIds: readonly number[]): Promise<Check> {
  const { limits, failures } = await askAllRateLimits(github.credentials(installationIds), call.deadlineMs);
  const { status, reasons } = judgeRateLimits(limits);
  const remedy =
    'Wait for the reset that hubtwin status shows, lower GITHUB_MAX_REQUESTS_PER_HOUR, or see who else spends this credential.';
  if (status !== 'healthy') {
    const message = reasons.map(
      ({ credential, resource, message }) => `${credential} ${resource}: ${message}`,
    );
    return (status === 'critical' ? failed : warning)('GitHub rate limits', message.join('; '), remedy);
  }
  if (failures.length > 0) {
    const message = `${failures.length} credentials tell of none: ${failures.map(({ error }) => error.message).join('; ')}`;
    return warning('GitHub rate limits', message, 'Mend the credentials that the lines above name.');
  }
  const core = limits.filter(({ resource }) => resource === 'core');
  const left = core.map(({ limit, used }) => `${(limit ?? 0) - used} of ${limit}`).join(', ');
  return ok('GitHub rate limits', `Left of the core limits: ${left || 'there are none'}.`);
}

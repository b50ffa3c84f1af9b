import { fetchAllRateLimits, type GitHubClient, judgeRateLimits } from '@hubtwin/github';
import { type Check, failed, ok, warning } from './check.ts';
import { checkApp } from './check-app.ts';
import { checkClock } from './check-clock.ts';
import { checkGitHubUrl } from './check-github-url.ts';
import { checkGraphql } from './check-graphql.ts';
import { checkOwners } from './check-owners.ts';
import { checkTokens } from './check-tokens.ts';

export interface GitHubOptions {
  github: GitHubClient;
  baseUrl: string;
  tokens: readonly string[];
  webhookUrl: string | null;
  /** Logins of `GITHUB_ORG`. */
  owners: readonly string[];
}

/** For each request. */
const deadlineMs = 10_000;

/** Checks whether GitHub accepts the credentials, their permissions, its clock, and the remaining limits. */
export async function checkGitHub({
  github,
  baseUrl,
  tokens,
  webhookUrl,
  owners,
}: GitHubOptions): Promise<Check[]> {
  const { check: address, aheadMs } = await checkGitHubUrl(baseUrl);
  if (!github.isConfigured) {
    return [
      address,
      failed(
        'GitHub credentials',
        'Neither an App nor a token is configured: nothing can be read from GitHub.',
        'Run hubtwin app create, or set GITHUB_TOKEN.',
      ),
    ];
  }
  // Credentials must not be sent to another server.
  if (address.outcome === 'failed') return [address];
  const view = github.hasApp ? github.forApp() : null;
  const app = view === null ? { checks: [], installationIds: [] } : await checkApp({ view, webhookUrl });
  return [
    address,
    ...(aheadMs === null || Number.isNaN(aheadMs) ? [] : [checkClock('GitHub', aheadMs)]),
    ...app.checks,
    ...(await checkTokens(github, tokens)),
    ...(await checkOwners(github, owners)),
    ...(await checkGraphql(github, app.installationIds)),
    await limitsOf(github, app.installationIds),
  ];
}

async function limitsOf(github: GitHubClient, installationIds: readonly number[]): Promise<Check> {
  const { limits, failures } = await fetchAllRateLimits(github.credentials(installationIds), deadlineMs);
  const { status, reasons } = judgeRateLimits(limits);
  const remedy =
    'Wait for the reset that hubtwin status shows, lower GITHUB_MAX_REQUESTS_PER_HOUR, or find other programs that use this credential.';
  if (status !== 'healthy') {
    const message = reasons.map(
      ({ credential, resource, message }) => `${credential} ${resource}: ${message}`,
    );
    return (status === 'critical' ? failed : warning)('GitHub rate limits', message.join('; '), remedy);
  }
  if (failures.length > 0) {
    const message = `${failures.length} credentials report no limits: ${failures.map(({ error }) => error.message).join('; ')}`;
    return warning('GitHub rate limits', message, 'Follow the remedies of the lines above.');
  }
  const core = limits.filter(({ resource }) => resource === 'core');
  const left = core.map(({ limit, used }) => `${(limit ?? 0) - used} of ${limit}`).join(', ');
  return ok('GitHub rate limits', `Left of the core limits: ${left || 'no limits'}.`);
}

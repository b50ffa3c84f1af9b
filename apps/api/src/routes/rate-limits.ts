import { contract } from '@hubtwin/contract';
import { storeRateLimitSamples } from '@hubtwin/database';
import { fetchAllRateLimits, judgeRateLimits, NoCredentialError } from '@hubtwin/github';
import { ownTokens, readRateLimits, tagAcross } from '@hubtwin/replication';
import { cachedRoute } from '../http/cached-route.ts';
import { route } from '../http/route.ts';
import { toProblem } from '../http/to-problem.ts';
import { findInstallationIds } from '../queries/find-installation-ids.ts';
import { rateLimitSamplesFor } from '../queries/rate-limit-samples.ts';
import { selectPage } from '../queries/select-page.ts';
import { presentRateLimit } from '../rate-limits/present-rate-limit.ts';

/** How long tracking may take, in milliseconds. */
const trackWithin = 10_000;

export const getRateLimitStatus = cachedRoute(
  contract.getRateLimitStatus,
  { resource: 'rate_limits', shows: ['rate_limits'] },
  async (_call, context) => {
    const now = Date.now();
    const words = await readRateLimits(context, now);
    return { body: { rate_limits: words.map((word) => presentRateLimit(word, context.pacing, now)) } };
  },
);

export const getRateLimitHealth = cachedRoute(
  contract.getRateLimitHealth,
  { resource: 'rate_limits', shows: ['rate_limits'] },
  async (_call, context) => ({
    body: judgeRateLimits(await readRateLimits(context, Date.now())),
  }),
);

export const listRateLimitHistory = route(
  contract.listRateLimitHistory,
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, rateLimitSamplesFor(filters), {
      within: access,
      filters,
      limit,
      cursor,
    }),
  }),
);

export const trackRateLimits = route(contract.trackRateLimits, async ({ access }, context) => {
  const { database, github } = context;
  const [installationIds, tokens] = await Promise.all([
    findInstallationIds(database, access),
    ownTokens(database, access),
  ]);
  // An App's JWT cannot access `GET /rate_limit`; its limits are known from the responses to its requests.
  const credentials = github.credentials(installationIds, tokens).filter(({ kind }) => kind !== 'app');
  if (credentials.length === 0) {
    throw new NoCredentialError('No token is configured, and no installation of a GitHub App is known.');
  }
  const { limits, failures } = await fetchAllRateLimits(credentials, trackWithin);
  const [first] = failures;
  if (first !== undefined && failures.length === credentials.length) throw first.error;

  const now = Date.now();
  const fetched = new Set(limits.map(({ credential, resource }) => `${credential} ${resource}`));
  const words = (await readRateLimits(context, now, limits)).filter(({ credential, resource }) =>
    fetched.has(`${credential} ${resource}`),
  );
  await storeRateLimitSamples(database, words);
  // If the cache cannot be reached, an older response expires after its time to live.
  await context.caching?.cache.invalidate([tagAcross('rate_limits')]).catch(() => {});
  return {
    body: {
      rate_limits: words.map((word) => presentRateLimit(word, context.pacing, now)),
      failures: failures.map(({ credential, error }) => {
        const { code, message } = toProblem(error);
        return { credential, code, message };
      }),
    },
  };
});

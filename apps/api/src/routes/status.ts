import { contract } from '@hubtwin/contract';
import { readRateLimits } from '@hubtwin/replication';
import { route } from '../http/route.ts';
import { countRepositories } from '../queries/count-repositories.ts';
import { findInstallationIds } from '../queries/find-installation-ids.ts';
import { presentRateLimit } from '../rate-limits/present-rate-limit.ts';

export const getStatus = route(contract.getStatus, async ({ access }, context) => {
  const { database, github } = context;
  const now = Date.now();
  const [words, installationIds, repositories] = await Promise.all([
    readRateLimits(context, now),
    findInstallationIds(database, access),
    countRepositories(database, access),
  ]);
  const { since, answers, notModified, errors } = github.requestCounts();
  return {
    body: {
      rate_limits: words.map((word) => presentRateLimit(word, now)),
      requests: { since: since.toISOString(), answers, not_modified: notModified, errors },
      credentials: github.credentials(installationIds).map(({ fingerprint, kind, installationId }) => ({
        fingerprint,
        kind,
        installation_id: installationId,
      })),
      repositories,
    },
  };
});

import { contract, type Status } from '@hubtwin/contract';
import { readCredentialChecks, readRequestCounts } from '@hubtwin/database';
import { credentialWarning, exhaustedWarning, ownTokens, readRateLimits } from '@hubtwin/replication';
import { route } from '../http/route.ts';
import { countRepositories } from '../queries/count-repositories.ts';
import { findInstallationPermissions } from '../queries/find-installation-permissions.ts';
import { time } from '../queries/present.ts';
import { presentRateLimit } from '../rate-limits/present-rate-limit.ts';
import { summarizeRequests } from '../rate-limits/summarize-requests.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const getStatus = route(contract.getStatus, async ({ access }, context) => {
  const { database, github, pacing } = context;
  const now = Date.now();
  const since = new Date(Math.floor((now - dayMs) / hourMs) * hourMs);
  const [limits, installations, repositories, counts, tokens] = await Promise.all([
    readRateLimits(context, now),
    findInstallationPermissions(database, access),
    countRepositories(database, access),
    readRequestCounts(database, since),
    ownTokens(database, access),
  ]);
  const credentials = github.credentials(
    installations.map(({ id }) => id),
    tokens,
  );
  const checks = await readCredentialChecks(
    database,
    credentials.map(({ fingerprint }) => fingerprint),
  );
  const checkOf = new Map(checks.map((check) => [check.fingerprint, check]));
  const permissionsOf = new Map(installations.map(({ id, permissions }) => [id, permissions]));
  return {
    body: {
      rate_limits: limits.map((limit) => presentRateLimit(limit, pacing, now)),
      strategy: { configured: pacing.strategy, max_requests_per_hour: pacing.maxPerHour },
      requests: { since: since.toISOString(), ...summarizeRequests(counts) },
      credentials: credentials.map(({ fingerprint, kind, installationId }): Status['credentials'][number] => {
        const check = checkOf.get(fingerprint);
        const granted = installationId === null ? check?.permissions : permissionsOf.get(installationId);
        return {
          fingerprint,
          kind,
          installation_id: installationId,
          type: kind === 'token' ? (check?.type ?? null) : kind,
          login: check?.login ?? null,
          scopes: check?.scopes == null ? null : [...check.scopes],
          permissions: granted ?? null,
          expires_at: time(check?.expiresAt ?? null),
          checked_at: time(check?.checkedAt ?? null),
          error: check?.error ?? null,
        };
      }),
      warnings: [
        ...checks.flatMap((check) => credentialWarning(check, now) ?? []),
        ...limits.flatMap((limit) => exhaustedWarning(limit, now) ?? []),
      ],
      repositories,
    },
  };
});

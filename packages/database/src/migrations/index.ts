import type { Migration } from 'kysely/migration';
import * as inbox from './0001-inbox.ts';
import * as changes from './0002-changes.ts';
import * as twin from './0003-twin.ts';
import * as apiKeys from './0004-api-keys.ts';
import * as rateLimitSamples from './0005-rate-limit-samples.ts';
import * as moreTwin from './0006-more-twin.ts';
import * as syncCursors from './0007-sync-cursors.ts';
import * as syncJobs from './0008-sync-jobs.ts';
import * as missedDeliveries from './0009-missed-deliveries.ts';
import * as projects from './0010-projects.ts';
import * as lifecycle from './0011-lifecycle.ts';
import * as webhookFilters from './0012-webhook-filters.ts';
import * as tracking from './0013-tracking.ts';
import * as searchAndStats from './0014-search-and-stats.ts';
import * as httpCache from './0015-http-cache.ts';
import * as openParts from './0016-open-parts.ts';
import * as registeredHooks from './0017-registered-hooks.ts';
import * as repositoryTokens from './0018-repository-tokens.ts';
import * as access from './0019-access.ts';
import * as userInstallations from './0020-user-installations.ts';
import * as tokenUses from './0021-token-uses.ts';
import * as claims from './0022-claims.ts';
import * as repositoryLists from './0023-repository-lists.ts';
import * as identities from './0024-identities.ts';
import * as gaps from './0025-gaps.ts';
import * as requestsAndCredentials from './0026-requests-and-credentials.ts';
import * as syncJobsByTime from './0027-sync-jobs-by-time.ts';
import * as githubBudgets from './0028-github-budgets.ts';
import * as pendingDeliveries from './0029-pending-deliveries.ts';
import * as purgedRepositories from './0030-purged-repositories.ts';
import * as listsOfParts from './0031-lists-of-parts.ts';
import * as idempotentEffects from './0032-idempotent-effects.ts';
import * as search from './0033-search.ts';
import * as stableSorts from './0034-stable-sorts.ts';
import * as searchByTime from './0035-search-by-time.ts';
import * as filters from './0036-filters.ts';

/** In the order they run; a name never changes once it has run somewhere. */
export const migrations: Record<string, Migration> = {
  '0001-inbox': inbox,
  '0002-changes': changes,
  '0003-twin': twin,
  '0004-api-keys': apiKeys,
  '0005-rate-limit-samples': rateLimitSamples,
  '0006-more-twin': moreTwin,
  '0007-sync-cursors': syncCursors,
  '0008-sync-jobs': syncJobs,
  '0009-missed-deliveries': missedDeliveries,
  '0010-projects': projects,
  '0011-lifecycle': lifecycle,
  '0012-webhook-filters': webhookFilters,
  '0013-tracking': tracking,
  '0014-search-and-stats': searchAndStats,
  '0015-http-cache': httpCache,
  '0016-open-parts': openParts,
  '0017-registered-hooks': registeredHooks,
  '0018-repository-tokens': repositoryTokens,
  '0019-access': access,
  '0020-user-installations': userInstallations,
  '0021-token-uses': tokenUses,
  '0022-claims': claims,
  '0023-repository-lists': repositoryLists,
  '0024-identities': identities,
  '0025-gaps': gaps,
  '0026-requests-and-credentials': requestsAndCredentials,
  '0027-sync-jobs-by-time': syncJobsByTime,
  '0028-github-budgets': githubBudgets,
  '0029-pending-deliveries': pendingDeliveries,
  '0030-purged-repositories': purgedRepositories,
  '0031-lists-of-parts': listsOfParts,
  '0032-idempotent-effects': idempotentEffects,
  '0033-search': search,
  '0034-stable-sorts': stableSorts,
  '0035-search-by-time': searchByTime,
  '0036-filters': filters,
};

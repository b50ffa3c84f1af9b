import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { AccessTables } from './tables/access-tables.ts';
import type { GeneratedTimestamp, Json, Timestamp } from './tables/column-types.ts';
import type { InboxTables } from './tables/inbox-tables.ts';
import type { ProjectTables } from './tables/project-tables.ts';
import type { SyncTables } from './tables/sync-tables.ts';
import type { TwinTables } from './tables/twin-tables.ts';

export type ChangeKind = 'created' | 'updated' | 'deleted' | 'restored';

interface Changes {
  seq: Generated<number>;
  resource: string;
  key: string;
  kind: ChangeKind;
  repository_id: number | null;
  fields: ColumnType<Record<string, { from: unknown; to: unknown }>, string, string>;
  source: string;
  actor: string | null;
  delivery_id: string | null;
  request: string | null;
  changed_at: GeneratedTimestamp;
}

interface RateLimitSamples {
  /** Fingerprint of the credential. */
  credential: string;
  resource: string;
  /** The start of the minute of the sample. */
  sampled_at: Timestamp;
  /** When GitHub reported it. */
  seen_at: Timestamp;
  limit: number | null;
  used: number;
  remaining: GeneratedAlways<number | null>;
  reset_at: Timestamp | null;
  closed_until: Timestamp | null;
  in_flight: number | null;
  /** Requests per second of all processes. */
  burn_rate: number | null;
}

interface GitHubRequestCounts {
  hour: Timestamp;
  service: string;
  answers: number;
  not_modified: number;
  refused: number;
  seconds: number;
  last_request_at: Timestamp | null;
  errors: Json;
}

interface GitHubCredentials {
  fingerprint: string;
  type: string | null;
  login: string | null;
  scopes: string[] | null;
  permissions: Json | null;
  expires_at: Timestamp | null;
  error_code: string | null;
  error: string | null;
  checked_at: Timestamp;
}

/** Accounts that a purge may have left without references. */
interface PurgedAccounts {
  id: number;
}

/** Repositories that were purged within a day. */
interface PurgedRepositories {
  id: number;
  purged_at: GeneratedTimestamp;
}

interface HttpCache {
  key: string;
  etag: string;
  headers: Json;
  body: string;
  used_at: GeneratedTimestamp;
}

/** Written by `createGitHubBudgetStore`. */
interface GitHubBudgets {
  credential: string;
  version: string;
  record: string;
  changed_at: GeneratedTimestamp;
}

export interface Database extends TwinTables, InboxTables, AccessTables, SyncTables, ProjectTables {
  http_cache: HttpCache;
  github_budgets: GitHubBudgets;
  changes: Changes;
  rate_limit_samples: RateLimitSamples;
  github_request_counts: GitHubRequestCounts;
  github_credentials: GitHubCredentials;
  purged_accounts: PurgedAccounts;
  purged_repositories: PurgedRepositories;
}

import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { GeneratedTimestamp, Json, Timestamp } from './column-types.ts';
import type { FileChange, Progress, ProgressChanges, WatchedFile } from './projects/progress.ts';
import type { TwinTables } from './twin-tables.ts';

/** A delivery's way through the inbox; `failed` is retried, `parked` waits for a person. */
export type DeliveryStatus = 'received' | 'processing' | 'processed' | 'ignored' | 'failed' | 'parked';

interface WebhookDeliveries {
  guid: string;
  event: string;
  action: string | null;
  status: DeliveryStatus;
  attempts: number;
  error: string | null;
  hook_id: number | null;
  installation_id: number | null;
  repository_id: number | null;
  /** The queue job that carries the delivery from the door to the worker. */
  batch: string;
  body_bytes: number;
  body_sha256: Buffer;
  received_at: Timestamp;
  claimed_at: Timestamp | null;
  retry_at: Timestamp | null;
  processed_at: Timestamp | null;
}

interface WebhookBodies {
  guid: string;
  received_at: Timestamp;
  headers: ColumnType<Record<string, string>, string, string>;
  body: Buffer;
}

interface WebhookConfigs {
  id: Generated<number>;
  hook_id: number | null;
  target: string;
  events: string[] | null;
  actions: string[] | null;
  repositories: string[] | null;
  active: Generated<boolean>;
  secret: Buffer;
  /** Null of an organisation. */
  repository_id: number | null;
  /** Where GitHub sends to. */
  url: string | null;
  /** Counts too: the one before, or the one that is being set. */
  other_secret: Buffer | null;
  /** Null: until it is settled which of the two GitHub has. */
  other_secret_until: Timestamp | null;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}

export type ChangeKind = 'created' | 'updated' | 'deleted' | 'restored';

interface Changes {
  seq: Generated<number>;
  resource: string;
  key: string;
  kind: ChangeKind;
  repository_id: number | null;
  fields: ColumnType<Record<string, { from: unknown; to: unknown }>, string, string>;
  source: string;
  changed_at: GeneratedTimestamp;
}

interface ApiKeys {
  id: Generated<number>;
  name: string;
  key_hash: Buffer;
  /** The beginning of the key, to tell keys apart by. */
  prefix: string;
  /** Actor of the audit log. */
  created_by: string | null;
  scopes: string[];
  repository_ids: number[] | null;
  expires_at: Timestamp | null;
  revoked_at: Timestamp | null;
  last_used_at: Timestamp | null;
  created_at: GeneratedTimestamp;
}

/** `refused`: by the key's scopes, its limits, or for want of a valid key. */
export type AuditOutcome = 'succeeded' | 'refused' | 'failed';

interface AuditLog {
  id: GeneratedAlways<number>;
  recorded_at: GeneratedTimestamp;
  actor: string;
  actor_name: string | null;
  action: string;
  resource: string;
  outcome: AuditOutcome;
  status: number | null;
  /** How many of a minute the row tells of. */
  count: Generated<number>;
  request_id: string | null;
  address: string | null;
  details: ColumnType<unknown, string | null, string | null>;
}

interface IdempotencyKeys {
  api_key_id: number;
  key: string;
  fingerprint: Buffer;
  claim: string;
  claimed_until: Timestamp;
  answer: string | null;
  created_at: GeneratedTimestamp;
}

interface SyncCursors {
  scope: string;
  value: Json;
  updated_at: GeneratedTimestamp;
}

export type SyncJobType = 'auto_import' | 'periodic_sync' | 'manual_sync' | 'webhook_triggered';
export type SyncJobStatus =
  | 'pending'
  | 'running'
  | 'completed'
  | 'completed_with_errors'
  | 'failed'
  | 'cancelled';

interface SyncJobs {
  id: Generated<number>;
  job_type: SyncJobType;
  status: Generated<SyncJobStatus>;
  priority: string;
  installation_id: number | null;
  repositories_processed: Generated<number>;
  parts_open: Generated<number>;
  errors_count: Generated<number>;
  requests_used: Generated<number>;
  details: ColumnType<Record<string, unknown>, string | undefined, string>;
  error_message: string | null;
  created_at: GeneratedTimestamp;
  started_at: Timestamp | null;
  completed_at: Timestamp | null;
}

/**
 * What is done for a repository: read all of it with a cursor a list; look whether it moved, and read that; or
 * read what may have moved without looking first.
 */
export type SyncWork = 'import' | 'probe' | 'sync';

interface SyncJobRepositories {
  job_id: number;
  repository_id: number;
  work: SyncWork;
  /** Of what a sync reads; null: of all. */
  resources: string[] | null;
  status: Generated<SyncPartStatus>;
  /** How many pages of lists it will take, as far as GitHub's counts told before it began. */
  pages_estimated: Generated<number>;
  pages_done: Generated<number>;
  pages_total: Generated<number>;
  /** Questions to GitHub that it took. */
  requests: Generated<number>;
  error: string | null;
  /** When it was last seen to go on. */
  touched_at: GeneratedTimestamp;
}

/** A repository's part of a sync job; `skipped`: synced a moment ago and left alone. */
export type SyncPartStatus = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped';

interface RateLimitSamples {
  /** Fingerprint of the credential. */
  credential: string;
  resource: string;
  /** The beginning of the minute that it stands for. */
  sampled_at: Timestamp;
  /** When GitHub told it. */
  seen_at: Timestamp;
  limit: number | null;
  used: number;
  remaining: GeneratedAlways<number | null>;
  reset_at: Timestamp | null;
  closed_until: Timestamp | null;
  in_flight: number | null;
  /** Requests a second, everybody's together. */
  burn_rate: number | null;
}

interface MissedDeliveries {
  guid: string;
  /** The hook, as the scope of its cursor. */
  source: string;
  /** GitHub's id of the newest attempt at it. */
  delivery_id: number;
  delivered_at: Timestamp;
  /** Redeliveries that somebody may have answered. */
  attempts: Generated<number>;
  redelivered_at: Timestamp | null;
  given_up_at: Timestamp | null;
}

/** Accounts that a purge may have left without anything. */
interface PurgedAccounts {
  id: number;
}

/** Of a project, its repository's default branch and the usual files are watched where nothing else is said. */
interface Projects {
  id: Generated<number>;
  repository_id: number;
  name: string;
  branch: string | null;
  plan_path: string | null;
  manifests: string[] | null;
  /** The commit whose watched files are known. */
  checked_sha: string | null;
  /** Whether all files are to be read, whatever is known. */
  is_due: Generated<boolean>;
  revision: Generated<number>;
  files: ColumnType<WatchedFile[], string | undefined, string>;
  /** Why the last attempt at the files failed. */
  error: string | null;
  attempted_at: Timestamp | null;
  processed_at: Timestamp | null;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}

interface ProjectUpdates {
  id: Generated<number>;
  project_id: number;
  commit_sha: string;
  /** The commit that was known before. */
  previous_sha: string | null;
  files: ColumnType<FileChange[], string, string>;
  /** Null where the files changed and what they tell did not. */
  changes: ColumnType<ProgressChanges | null, string | null, string | null>;
  created_at: GeneratedTimestamp;
}

interface ProgressSnapshots {
  id: Generated<number>;
  project_id: number;
  commit_sha: string;
  plan_path: string | null;
  tasks_done: number;
  tasks_total: number;
  sections: ColumnType<Progress['sections'], string, string>;
  dependencies: ColumnType<Progress['dependencies'], string, string>;
  errors: ColumnType<Progress['errors'], string, string>;
  created_at: GeneratedTimestamp;
}

/** The token that a repository is asked for with, in place of those that are configured. */
interface RepositoryTokens {
  repository_id: number;
  token: Buffer;
  fingerprint: string;
  updated_at: GeneratedTimestamp;
}

interface HttpCache {
  key: string;
  etag: string;
  headers: Json;
  body: string;
  used_at: GeneratedTimestamp;
}

/** An installation that somebody proved to be theirs, too; their token is not kept. */
interface UserInstallations {
  user_id: number;
  installation_id: number;
  login: string;
  verified_at: Timestamp;
}

/** What GitHub lets a person do, from the least. */
export type RepositoryRole = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** What they may do in the repositories that it reaches, as of then. */
interface UserRepositories {
  user_id: number;
  installation_id: number;
  repository_id: number;
  role: RepositoryRole;
}

/** States of flows through the browser that have come back. */
interface SpentStates {
  id: string;
  expires_at: Timestamp;
}

export interface Database extends TwinTables {
  user_installations: UserInstallations;
  user_repositories: UserRepositories;
  spent_states: SpentStates;
  http_cache: HttpCache;
  repository_tokens: RepositoryTokens;
  webhook_deliveries: WebhookDeliveries;
  webhook_bodies: WebhookBodies;
  webhook_configs: WebhookConfigs;
  changes: Changes;
  api_keys: ApiKeys;
  audit_log: AuditLog;
  idempotency_keys: IdempotencyKeys;
  sync_cursors: SyncCursors;
  sync_jobs: SyncJobs;
  sync_job_repositories: SyncJobRepositories;
  rate_limit_samples: RateLimitSamples;
  missed_deliveries: MissedDeliveries;
  purged_accounts: PurgedAccounts;
  projects: Projects;
  project_updates: ProjectUpdates;
  progress_snapshots: ProgressSnapshots;
}

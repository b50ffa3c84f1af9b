import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { GeneratedTimestamp, Json, Timestamp } from './column-types.ts';

interface ApiKeys {
  id: Generated<number>;
  name: string;
  key_hash: Buffer;
  /** The first characters of the key, to distinguish keys. */
  prefix: string;
  /** Actor in the audit log. */
  created_by: string | null;
  scopes: string[];
  repository_ids: number[] | null;
  expires_at: Timestamp | null;
  revoked_at: Timestamp | null;
  last_used_at: Timestamp | null;
  created_at: GeneratedTimestamp;
}

/** `refused`: because of the key's scopes or limits, or without a valid key. */
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
  /** The number of actions that the row stands for. */
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
  attempts: Generated<number>;
  effect: Json | null;
  answer: string | null;
  created_at: GeneratedTimestamp;
}

/** An installation that a user proved access to; the user's token is not stored. */
interface UserInstallations {
  user_id: number;
  installation_id: number;
  login: string;
  verified_at: Timestamp;
}

/** The permission of a user on GitHub, from the least. */
export type RepositoryRole = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** The user's permissions in the repositories of the installation, at that time. */
interface UserRepositories {
  user_id: number;
  installation_id: number;
  repository_id: number;
  role: RepositoryRole;
}

/** Used states of browser flows. */
interface ConsumedStates {
  id: string;
  expires_at: Timestamp;
}

/** The token for a repository, used instead of the configured credentials. */
interface RepositoryTokens {
  repository_id: number;
  token: Buffer;
  fingerprint: string;
  updated_at: GeneratedTimestamp;
  used_on: Date | null;
}

/** Who may use Hubtwin, and its credentials for GitHub. */
export interface AccessTables {
  api_keys: ApiKeys;
  audit_log: AuditLog;
  idempotency_keys: IdempotencyKeys;
  user_installations: UserInstallations;
  user_repositories: UserRepositories;
  consumed_states: ConsumedStates;
  repository_tokens: RepositoryTokens;
}

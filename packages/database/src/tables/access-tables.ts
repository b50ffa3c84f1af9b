import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { GeneratedTimestamp, Json, Timestamp } from '../column-types.ts';

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
  attempts: Generated<number>;
  effect: Json | null;
  answer: string | null;
  created_at: GeneratedTimestamp;
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

/** The token that a repository is asked for with, in place of those that are configured. */
interface RepositoryTokens {
  repository_id: number;
  token: Buffer;
  fingerprint: string;
  updated_at: GeneratedTimestamp;
  used_on: Date | null;
}

/** Who may use Hubtwin, and what it uses GitHub with. */
export interface AccessTables {
  api_keys: ApiKeys;
  audit_log: AuditLog;
  idempotency_keys: IdempotencyKeys;
  user_installations: UserInstallations;
  user_repositories: UserRepositories;
  spent_states: SpentStates;
  repository_tokens: RepositoryTokens;
}

import type { Account, App, Hook, Installation, Repository, Runner } from './model.ts';

/** Everything that exists in the simulated GitHub. */
export interface Truth {
  /** Whose repositories commands may name without an owner. */
  organisation: Account;
  /** Users, bots and organisations by login, in lower case. */
  accounts: Map<string, Account>;
  app: App;
  /** By id. */
  installations: Map<number, Installation>;
  /** By id; the App's is one of them. */
  hooks: Map<number, Hook>;
  /** By id; of organisations and of repositories. */
  runners: Map<number, Runner>;
  /** By id. */
  repositories: Map<number, Repository>;
  /** Those that may be restored, by id; the latest deletions. */
  deleted: Map<number, Repository>;
  /** Repository ids by `owner/name`, in lower case. */
  names: Map<string, number>;
  /** Repository ids by the names that redirect to them since a rename or a transfer. */
  oldNames: Map<string, number>;
  /** Ids of the repositories that populations brought. */
  populated: Set<number>;
  /** How often anything changed: what is worked out of the truth holds as long as this does. */
  changes: number;
}

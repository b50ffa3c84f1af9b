import type {
  Account,
  App,
  Hook,
  Installation,
  OrganizationMember,
  Repository,
  Runner,
  Team,
} from './model.ts';

/** The state of the simulated GitHub. */
export interface Truth {
  /** The organisation whose repositories commands may name without an owner. */
  organisation: Account;
  /** Users, bots and organisations by login, in lower case. */
  accounts: Map<string, Account>;
  app: App;
  /** By id. */
  installations: Map<number, Installation>;
  /** By id; includes the App's. */
  hooks: Map<number, Hook>;
  /** By id; runners of organisations and of repositories. */
  runners: Map<number, Runner>;
  /** Of organisations, by the ids of both: `organisation/account`. */
  members: Map<string, OrganizationMember>;
  /** By id. */
  teams: Map<number, Team>;
  /** By id. */
  repositories: Map<number, Repository>;
  /** Deleted repositories that can be restored, by id; the latest ones. */
  deleted: Map<number, Repository>;
  /** Repository ids by `owner/name`, in lower case. */
  names: Map<string, number>;
  /** Repository ids by the names that redirect to them since a rename or a transfer. */
  oldNames: Map<string, number>;
  /** Ids of the repositories of populations. */
  populated: Set<number>;
  /** A counter of all changes: values computed from the state are valid while it is equal. */
  changes: number;
}

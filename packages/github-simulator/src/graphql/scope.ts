import type {
  Account,
  Branch,
  Commit,
  Host,
  Issue,
  Label,
  PullRequest,
  Release,
  Repository,
} from '../world/model.ts';

/** What makes the schema's objects of one query; they name one another through `nodes`. */
export interface Scope {
  host: Host;
  nodes: {
    account(account: Account): object;
    repository(repository: Repository): object;
    issue(repository: Repository, issue: Issue): object;
    pullRequest(repository: Repository, pullRequest: PullRequest): object;
    label(repository: Repository, label: Label): object;
    release(repository: Repository, release: Release): object;
    /** `branch` is null for a tag, whose commit the world does not remember. */
    ref(repository: Repository, name: { prefix: string; name: string }, branch: Branch | null): object;
    commit(repository: Repository, commit: Commit): object;
  };
}

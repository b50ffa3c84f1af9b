import type {
  Account,
  BranchProtection,
  Comment,
  Commit,
  Host,
  Issue,
  Label,
  Milestone,
  PullRequest,
  Release,
  Repository,
  WorkflowRun,
} from '../world/model.ts';
import type { GraphqlViewer } from './graphql-viewer.ts';

/** The objects of one query; they refer to each other through `nodes`. */
export interface Scope {
  host: Host;
  administers: GraphqlViewer['administers'];
  nodes: {
    account(account: Account): object;
    repository(repository: Repository): object;
    issue(repository: Repository, issue: Issue): object;
    pullRequest(repository: Repository, pullRequest: PullRequest): object;
    label(repository: Repository, label: Label): object;
    release(repository: Repository, release: Release): object;
    milestone(repository: Repository, milestone: Milestone): object;
    comment(repository: Repository, comment: Comment): object;
    branchProtectionRule(repository: Repository, rule: BranchProtection): object;
    ref(repository: Repository, name: { prefix: string; name: string }, head: Commit): object;
    commit(repository: Repository, commit: Commit): object;
    checkSuite(repository: Repository, run: WorkflowRun): object;
  };
}

import type {
  Account,
  BranchProtection,
  CheckRun,
  CheckSuite,
  Comment,
  Commit,
  Deployment,
  Host,
  Issue,
  Label,
  Milestone,
  OrganizationMember,
  PullRequest,
  Release,
  Repository,
  Review,
  ReviewComment,
  ReviewThread,
  Team,
} from '../world/model.ts';
import type { GraphqlViewer } from './graphql-viewer.ts';
import type { People } from './people.ts';

/** The objects of one query; they refer to each other through `nodes`. */
export interface Scope {
  host: Host;
  administers: GraphqlViewer['administers'];
  /** The teams of an organisation. @throws if the viewer may not read them. */
  teams(organization: Account): Team[];
  /** Who has access to repositories. */
  people: People;
  pushes: GraphqlViewer['pushes'];
  /** The members of an organisation. @throws if the viewer may not read them. */
  members(organization: Account): OrganizationMember[];
  /** The repositories that the viewer can access. */
  repositories(): Repository[];
  nodes: {
    account(account: Account): object;
    team(team: Team): object;
    repository(repository: Repository): object;
    issue(repository: Repository, issue: Issue): object;
    pullRequest(repository: Repository, pullRequest: PullRequest): object;
    review(repository: Repository, review: Review): object;
    reviewThread(repository: Repository, thread: ReviewThread): object;
    reviewComment(repository: Repository, comment: ReviewComment): object;
    label(repository: Repository, label: Label): object;
    release(repository: Repository, release: Release): object;
    milestone(repository: Repository, milestone: Milestone): object;
    comment(repository: Repository, comment: Comment): object;
    branchProtectionRule(repository: Repository, rule: BranchProtection): object;
    ref(repository: Repository, name: { prefix: string; name: string }, head: Commit): object;
    commit(repository: Repository, commit: Commit): object;
    checkSuite(repository: Repository, suite: CheckSuite): object;
    checkRun(repository: Repository, suite: CheckSuite, run: CheckRun): object;
    deployment(repository: Repository, deployment: Deployment): object;
  };
}

// Over 300 lines, because the types of the model refer to each other.
import type { components } from '@octokit/openapi-types';
import type {
  AuthorAssociation,
  Installation as InstallationPayload,
  WebhookEvents,
} from '@octokit/webhooks-types';

// The stored state. Shapes convert it to GitHub's JSON; only commands change it. Times are GitHub's ISO strings, and
// objects refer to each other directly.

/** The base URLs of the world: github.com, or another server. */
export interface Host {
  api: string;
  html: string;
  avatars: string;
  uploads: string;
}

export interface Account {
  id: number;
  nodeId: string;
  login: string;
  type: 'User' | 'Organization' | 'Bot';
  name: string;
  email: string;
  /** The association of the account with the default organisation's repositories. */
  association: AuthorAssociation;
  /** Of an organisation: what its members may do with each of its repositories; default: `read`. */
  basePermission?: BasePermission;
}

/** What an account may do with a repository, each including the ones before; GitHub's names of roles. */
export type RepositoryRole = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export type BasePermission = 'none' | 'read' | 'write' | 'admin';

/** A user in an organisation; an `admin` is one of its owners. */
export interface OrganizationMember {
  organization: Account;
  account: Account;
  role: 'admin' | 'member';
}

export interface App {
  id: number;
  /** Derived from its name, for URLs. */
  slug: string;
  name: string;
  description: string;
  externalUrl: string;
  owner: Account;
  /** The account of the App's actions. */
  bot: Account;
  /** The id of its webhook. */
  hookId: number;
  /** Its secret as an OAuth client. */
  clientSecret: string;
  /** URLs after authorisation; the first is the default. */
  callbackUrls: readonly string[];
  /** URL after installation, unless users authorise it at the same time. */
  setupUrl: string | null;
  /** "Request user authorization (OAuth) during installation". */
  requestsOauthOnInstall: boolean;
  /** The permissions of new installations; existing ones must accept changes. */
  permissions: InstallationPayload['permissions'] & components['schemas']['app-permissions'];
  /** The events of new installations. */
  events: Extract<InstallationPayload['events'][number], WebhookEvents[number]>[];
  createdAt: string;
}

export interface Installation {
  id: number;
  nodeId: string;
  account: Account;
  selection: 'all' | 'selected';
  /** The repositories if the selection is `selected`; empty otherwise. */
  repositoryIds: Set<number>;
  suspendedAt: string | null;
  suspendedBy: Account | null;
  permissions: InstallationPayload['permissions'] & components['schemas']['app-permissions'];
  events: InstallationPayload['events'];
  createdAt: string;
  updatedAt: string;
}

/** The owner of a hook, whose events it receives. */
export type HookTarget =
  | { type: 'integration' }
  | { type: 'repository'; repository: Repository }
  | { type: 'organization'; account: Account };

export interface Hook {
  id: number;
  target: HookTarget;
  active: boolean;
  /** Event names, or `*` for all; for the App's hook, those of each installation apply instead. */
  events: WebhookEvents;
  url: string;
  /** Null: deliveries are not signed. */
  secret: string | null;
  contentType: 'json' | 'form';
  createdAt: string;
  updatedAt: string;
}

/** Features in a repository's settings. */
export type Feature =
  | 'issues'
  | 'pullRequests'
  | 'actions'
  | 'projects'
  | 'wiki'
  | 'discussions'
  | 'downloads';

export interface Repository {
  id: number;
  nodeId: string;
  name: string;
  owner: Account;
  description: string | null;
  homepage: string | null;
  private: boolean;
  /** Whether all members of its organisation can read it, although it is private. */
  internal: boolean;
  language: string | null;
  topics: string[];
  defaultBranch: string;
  archived: boolean;
  features: Record<Feature, boolean>;
  /** Why and since when GitHub blocks access, the status of its responses, and whether lists still contain it. */
  blocked: { reason: string; status: 403 | 451; createdAt: string; isListed: boolean } | null;
  /** Its parent, and the root of its network; both null unless it is a fork. */
  parent: Repository | null;
  source: Repository | null;
  /** Kilobytes. */
  size: number;
  createdAt: string;
  updatedAt: string;
  pushedAt: string;
  stargazers: Set<string>;
  /** Stars by accounts outside the world. */
  strangersStars: number;
  forks: number;
  /** Collaborators by login in lower case. */
  collaborators: Map<string, { account: Account; permission: RepositoryRole }>;
  /** The last number of an issue or a pull request. */
  lastNumber: number;
  /** Number of open issues and pull requests together, as in `open_issues_count`. */
  openIssues: number;
  labels: Map<string, Label>;
  issues: Map<number, Issue>;
  /** Numbers with the response 410. */
  deletedIssues: Set<number>;
  /** New places of transferred issues by their old numbers, with the response 301. */
  movedIssues: Map<number, { repository: Repository; number: number }>;
  /** By id. */
  comments: Map<number, Comment>;
  milestones: Map<number, Milestone>;
  lastMilestone: number;
  pullRequests: Map<number, PullRequest>;
  /** By id, as are their threads and comments; the comments in the order of their creation. */
  reviews: Map<number, Review>;
  reviewThreads: Map<number, ReviewThread>;
  reviewComments: Map<number, ReviewComment>;
  /** By sha, including those that are on no branch any more. */
  commits: Map<string, Commit>;
  branches: Map<string, Branch>;
  tags: Map<string, Commit>;
  /** By name, which is a pattern for branches. */
  protections: Map<string, BranchProtection>;
  releases: Map<string, Release>;
  workflows: Workflow[];
  runs: Map<number, WorkflowRun>;
  /** Of other apps than GitHub Actions, by id; oldest first, as are the others. */
  checkSuites: Map<number, CheckSuite>;
  statuses: Map<number, CommitStatus>;
  deployments: Map<number, Deployment>;
}

export interface Label {
  id: number;
  nodeId: string;
  name: string;
  color: string;
  description: string | null;
  default: boolean;
  /** Only in GraphQL, like `updatedAt`. */
  createdAt: string;
  updatedAt: string;
}

export interface Issue {
  /** The issue's id; a pull request has one in addition to its own. */
  id: number;
  nodeId: string;
  number: number;
  title: string;
  body: string | null;
  author: Account;
  labels: Label[];
  assignees: Account[];
  milestone: Milestone | null;
  locked: boolean;
  lockReason: LockReason | null;
  pinned: boolean;
  comments: number;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

/** A comment on an issue or a pull request. */
export interface Comment {
  id: number;
  nodeId: string;
  /** Its issue or pull request. */
  conversation: Issue;
  author: Account;
  body: string;
  createdAt: string;
  updatedAt: string;
}

/** A submitted review of a pull request. */
export interface Review {
  id: number;
  nodeId: string;
  pullRequest: PullRequest;
  author: Account;
  /** Empty for comments without a summary. */
  body: string;
  state: ReviewState;
  /** The head when it was submitted. */
  commitId: string;
  submittedAt: string;
  updatedAt: string;
}

export type ReviewState = 'approved' | 'changes_requested' | 'commented' | 'dismissed';

/** The comments on the same line of a pull request. */
export interface ReviewThread {
  id: number;
  nodeId: string;
  pullRequest: PullRequest;
  path: string;
  line: number;
  side: 'LEFT' | 'RIGHT';
  resolvedBy: Account | null;
}

/** A comment on a line of a pull request. */
export interface ReviewComment {
  id: number;
  nodeId: string;
  /** Every comment belongs to one; a reply has its own. */
  review: Review;
  thread: ReviewThread;
  /** The id of the first comment of the thread, even after that is deleted; null: it is the first. */
  inReplyTo: number | null;
  author: Account;
  body: string;
  commitId: string;
  createdAt: string;
  updatedAt: string;
}

export type LockReason = 'resolved' | 'off-topic' | 'too heated' | 'spam';

export interface Milestone {
  id: number;
  nodeId: string;
  number: number;
  title: string;
  description: string | null;
  creator: Account;
  /** The issues of the milestone. */
  issues: Set<Issue>;
  state: 'open' | 'closed';
  dueOn: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

export interface BranchProtection {
  id: number;
  /** A branch's name, or a pattern of names. */
  name: string;
  /** Required approving reviews of a pull request; null: none. */
  requiredReviews: number | null;
  /** Contexts of the required checks. */
  requiredChecks: string[];
  enforcesAdmins: boolean;
  createdAt: string;
  updatedAt: string;
}

/** A self-hosted runner; GitHub sends no events for runners. */
export interface Runner {
  id: number;
  name: string;
  os: string;
  labels: string[];
  status: 'online' | 'offline';
  busy: boolean;
  /** Whether GitHub removes it after its first job. */
  ephemeral: boolean;
  group: RunnerGroup;
  target: Exclude<HookTarget, { type: 'integration' }>;
}

export interface PullRequest extends Issue {
  pullRequestId: number;
  pullRequestNodeId: string;
  draft: boolean;
  head: PullRequestHead;
  base: { ref: string; sha: string };
  commits: Commit[];
  reviewers: Account[];
  /** Teams whose review is requested. */
  reviewTeams: Team[];
  /** Number of comments on its lines. */
  reviewComments: number;
  /** The issue that merging closes. */
  closes: number | null;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeCommitSha: string | null;
}

/** The head of a pull request. */
export interface PullRequestHead {
  ref: string;
  sha: string;
  /** Its own repository, or a fork; null once the fork is deleted. */
  repository: Repository | null;
  /** Of the repository, even after it is deleted. */
  owner: Account;
}

export interface Commit {
  sha: string;
  treeId: string;
  /** Shas; for a merge, the base's head first. */
  parents: string[];
  /** The latest text of every file that has one, by path. */
  files: ReadonlyMap<string, string>;
  message: string;
  author: Account;
  /** `web` for commits that GitHub creates when it merges. */
  committer: Account | 'web';
  timestamp: string;
  added: string[];
  modified: string[];
  removed: string[];
  additions: number;
  deletions: number;
}

export interface Branch {
  name: string;
  head: Commit;
  /** Newest last: for the default branch its latest, for others those by which they are ahead. */
  commits: Commit[];
}

export interface Release {
  id: number;
  nodeId: string;
  tag: string;
  name: string;
  body: string;
  target: string;
  draft: boolean;
  prerelease: boolean;
  author: Account;
  createdAt: string;
  /** Null for a draft. */
  publishedAt: string | null;
  /** Only in GraphQL. */
  updatedAt: string;
  /** By id. */
  assets: Map<number, ReleaseAsset>;
}

/** A file of a release; its content is not stored. */
export interface ReleaseAsset {
  id: number;
  nodeId: string;
  name: string;
  label: string | null;
  uploader: Account;
  contentType: string;
  /** Bytes. */
  size: number;
  /** Digest of its content, as `sha256:…`. */
  digest: string;
  createdAt: string;
  updatedAt: string;
}

/** A team of an organisation. */
export interface Team {
  id: number;
  nodeId: string;
  organization: Account;
  name: string;
  /** Derived from its name. */
  slug: string;
  description: string | null;
  privacy: 'closed' | 'secret';
  notifies: boolean;
  parent: Team | null;
  /** Its direct members by login in lower case. */
  members: Map<string, { account: Account; role: TeamRole }>;
  /** What it may do, by id of the repository; its child teams inherit it. */
  repositories: Map<number, RepositoryRole>;
  createdAt: string;
  updatedAt: string;
}

export type TeamRole = 'member' | 'maintainer';

/** The trigger of a workflow's runs. */
export type Trigger = 'push' | 'pull_request' | 'release';

export interface Workflow {
  id: number;
  nodeId: string;
  name: string;
  path: string;
  triggers: readonly Trigger[];
  jobs: readonly JobDefinition[];
  lastRunNumber: number;
  createdAt: string;
  updatedAt: string;
}

export interface JobDefinition {
  name: string;
  steps: readonly string[];
  /** The runner's labels. */
  runsOn: readonly string[];
  /** The environment that it deploys to. */
  environment?: string;
}

export type Conclusion = 'success' | 'failure' | 'cancelled';

export type CheckConclusion = Conclusion | 'neutral' | 'skipped' | 'timed_out' | 'action_required';

export type SuiteConclusion = Exclude<CheckConclusion, 'skipped'>;

type CheckState = WorkflowRun['status'];

/** What one app checks of a commit; GitHub Actions has one for each run of a workflow. */
export interface CheckSuite {
  id: number;
  nodeId: string;
  app: CheckApp;
  headBranch: string;
  headCommit: Commit;
  /** Null if the app is not GitHub Actions. */
  workflowRun: WorkflowRun | null;
  status: CheckState;
  conclusion: SuiteConclusion | null;
  createdAt: string;
  updatedAt: string;
  /** Oldest first; those of earlier attempts have the same names. */
  runs: CheckRun[];
}

/** An app that creates checks. */
export interface CheckApp {
  id: number;
  slug: string;
  name: string;
  description: string;
  externalUrl: string;
  owner: Account;
  createdAt: string;
}

export interface CheckRun {
  id: number;
  nodeId: string;
  name: string;
  status: CheckState;
  conclusion: CheckConclusion | null;
  startedAt: string;
  completedAt: string | null;
  externalId: string;
  /** Below the repository's page. */
  page: string;
  title: string | null;
  summary: string | null;
}

/** What an integration states of a commit; a later one of the same context replaces it. */
export interface CommitStatus {
  id: number;
  nodeId: string;
  commit: Commit;
  context: string;
  state: 'pending' | 'success' | 'failure' | 'error';
  description: string | null;
  targetUrl: string | null;
  creator: Account;
  createdAt: string;
}

export interface Deployment {
  id: number;
  nodeId: string;
  commit: Commit;
  ref: string;
  environment: string;
  description: string | null;
  creator: Account;
  createdAt: string;
  updatedAt: string;
  /** Oldest first. */
  statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  id: number;
  nodeId: string;
  state: DeploymentState;
  description: string;
  creator: Account;
  createdAt: string;
}

export type DeploymentState =
  | 'queued'
  | 'in_progress'
  | 'pending'
  | 'success'
  | 'failure'
  | 'error'
  | 'inactive';

export interface WorkflowRun {
  id: number;
  nodeId: string;
  checkSuiteId: number;
  workflow: Workflow;
  number: number;
  attempt: number;
  event: Trigger;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  headBranch: string;
  headCommit: Commit;
  title: string;
  actor: Account;
  triggeringActor: Account;
  pullRequest: PullRequest | null;
  createdAt: string;
  updatedAt: string;
  startedAt: string;
  /** Jobs of the current attempt. */
  jobs: WorkflowJob[];
  /** Oldest first. */
  earlierAttempts: WorkflowAttempt[];
}

/** A completed attempt of a run that was rerun. */
export type WorkflowAttempt = Pick<
  WorkflowRun,
  'attempt' | 'status' | 'conclusion' | 'triggeringActor' | 'updatedAt' | 'startedAt' | 'jobs'
>;

export interface RunnerGroup {
  id: number;
  name: string;
}

/** The runner of a job: a registered runner, or one that GitHub hosts. */
export interface JobRunner {
  id: number;
  name: string;
  group: RunnerGroup;
}

export interface WorkflowJob {
  id: number;
  nodeId: string;
  definition: JobDefinition;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  runner: JobRunner | null;
  /** The deployment that it makes; null: none, or it has not started. */
  deployment: Deployment | null;
  createdAt: string;
  startedAt: string;
  completedAt: string | null;
}

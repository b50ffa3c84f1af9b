// Over 300 lines, because it is one model: its types refer to one another in circles.
import type { components } from '@octokit/openapi-types';
import type {
  AuthorAssociation,
  Installation as InstallationPayload,
  WebhookEvents,
} from '@octokit/webhooks-types';

// What the world remembers. Shapes turn these into GitHub's JSON; only commands change them. Times are
// GitHub's ISO strings, and objects refer to one another directly.

/** Where the world's addresses point: github.com, or a server of one's own. */
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
  /** How the account stands to the default organisation's repositories. */
  association: AuthorAssociation;
}

export interface App {
  id: number;
  /** Made of its name, as it stands in addresses. */
  slug: string;
  name: string;
  description: string;
  externalUrl: string;
  owner: Account;
  /** The account under which the App acts. */
  bot: Account;
  /** Its webhook among the world's hooks. */
  hookId: number;
  /** By which it authenticates itself when it asks for a person's tokens. */
  clientSecret: string;
  /** Where people are sent after they authorised it; the first where a request names none. */
  callbackUrls: readonly string[];
  /** Where people are sent after they installed it, unless they authorise it at the same time. */
  setupUrl: string | null;
  /** "Request user authorization (OAuth) during installation". */
  asksUserOnInstall: boolean;
  /** What an installation grants it, unless it has yet to accept a change. */
  permissions: InstallationPayload['permissions'] & components['schemas']['app-permissions'];
  /** What an installation subscribes to. */
  events: Extract<InstallationPayload['events'][number], WebhookEvents[number]>[];
  createdAt: string;
}

export interface Installation {
  id: number;
  nodeId: string;
  account: Account;
  selection: 'all' | 'selected';
  /** What it was given where the selection is `selected`; empty otherwise. */
  repositoryIds: Set<number>;
  suspendedAt: string | null;
  suspendedBy: Account | null;
  permissions: InstallationPayload['permissions'] & components['schemas']['app-permissions'];
  events: InstallationPayload['events'];
  createdAt: string;
  updatedAt: string;
}

/** Whose events a hook is sent. */
export type HookTarget =
  | { type: 'integration' }
  | { type: 'repository'; repository: Repository }
  | { type: 'organization'; account: Account };

export interface Hook {
  id: number;
  target: HookTarget;
  active: boolean;
  /** Event names, or `*` for all; the App's hook goes by those of each installation instead. */
  events: WebhookEvents;
  url: string;
  /** Deliveries of a hook without one are not signed. */
  secret: string | null;
  contentType: 'json' | 'form';
  createdAt: string;
  updatedAt: string;
}

/** What a repository's settings switch on and off. */
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
  language: string | null;
  topics: string[];
  defaultBranch: string;
  archived: boolean;
  features: Record<Feature, boolean>;
  /** Why and since when GitHub blocks access, with which status it refuses, and whether lists show it still. */
  blocked: { reason: string; status: 403 | 451; createdAt: string; isListed: boolean } | null;
  /** What it was forked from, and what the first of its line was; both null unless it is a fork. */
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
  /** Added by name, by login in lower case. */
  collaborators: Map<string, { account: Account; permission: 'write' | 'admin' }>;
  /** The last number given to an issue or a pull request. */
  lastNumber: number;
  /** Open issues and pull requests together, as GitHub counts `open_issues_count`. */
  openIssues: number;
  labels: Map<string, Label>;
  issues: Map<number, Issue>;
  /** Numbers that GitHub answers with 410. */
  deletedIssues: Set<number>;
  /** Where issues went by the numbers they had here, which GitHub answers with 301. */
  movedIssues: Map<number, { repository: Repository; number: number }>;
  /** By id. */
  comments: Map<number, Comment>;
  milestones: Map<number, Milestone>;
  lastMilestone: number;
  pullRequests: Map<number, PullRequest>;
  /** By sha, also of those that no branch has any more. */
  commits: Map<string, Commit>;
  branches: Map<string, Branch>;
  tags: Map<string, Commit>;
  /** By name, which is a pattern for branches. */
  protections: Map<string, BranchProtection>;
  releases: Map<string, Release>;
  workflows: Workflow[];
  runs: Map<number, WorkflowRun>;
}

export interface Label {
  id: number;
  nodeId: string;
  name: string;
  color: string;
  description: string | null;
  default: boolean;
  /** GraphQL alone shows it. */
  updatedAt: string;
}

export interface Issue {
  /** The issue's id; a pull request has one besides its own. */
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
  /** What it is on. */
  conversation: Issue;
  author: Account;
  body: string;
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
  /** Those that have it. */
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
  /** Approving reviews that a pull request needs; null where none is required. */
  requiredReviews: number | null;
  /** Contexts of the checks that must pass. */
  requiredChecks: string[];
  enforcesAdmins: boolean;
  createdAt: string;
  updatedAt: string;
}

/** A runner of one's own; GitHub tells of neither its coming nor its going. */
export interface Runner {
  id: number;
  name: string;
  os: string;
  labels: string[];
  status: 'online' | 'offline';
  busy: boolean;
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
  /** The issue that merging closes. */
  closes: number | null;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeCommitSha: string | null;
}

/** Where a pull request comes from. */
export interface PullRequestHead {
  ref: string;
  sha: string;
  /** Its own repository, or a fork; null once the fork is deleted. */
  repository: Repository | null;
  /** Of the repository, also when that is gone. */
  owner: Account;
}

export interface Commit {
  sha: string;
  treeId: string;
  /** Shas; of a merge, the base's head first. */
  parents: string[];
  /** The latest text of every file whose text was ever told, by path. */
  files: ReadonlyMap<string, string>;
  message: string;
  author: Account;
  /** `web` for commits that GitHub itself makes when it merges. */
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
  /** Newest last: of the default branch its latest, of others those it is ahead by. */
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
  /** Null of a draft. */
  publishedAt: string | null;
  /** GraphQL alone shows it. */
  updatedAt: string;
  /** By id. */
  assets: Map<number, ReleaseAsset>;
}

/** A file of a release; what it holds is not kept. */
export interface ReleaseAsset {
  id: number;
  nodeId: string;
  name: string;
  label: string | null;
  uploader: Account;
  contentType: string;
  /** Bytes. */
  size: number;
  /** Of its bytes, as `sha256:…`. */
  digest: string;
  createdAt: string;
  updatedAt: string;
}

/** What starts a workflow's runs. */
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
}

export type Conclusion = 'success' | 'failure' | 'cancelled';

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
  /** Of the current attempt. */
  jobs: WorkflowJob[];
  /** Oldest first. */
  earlierAttempts: WorkflowAttempt[];
}

/** An attempt at a run as it ended, before the run was run again. */
export type WorkflowAttempt = Pick<
  WorkflowRun,
  'attempt' | 'status' | 'conclusion' | 'triggeringActor' | 'updatedAt' | 'startedAt' | 'jobs'
>;

/** What a job runs on: a registered runner, or one that GitHub hosts. */
export interface JobRunner {
  id: number;
  name: string;
  group: { id: number; name: string };
}

export interface WorkflowJob {
  id: number;
  nodeId: string;
  definition: JobDefinition;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  runner: JobRunner | null;
  createdAt: string;
  startedAt: string;
  completedAt: string | null;
}

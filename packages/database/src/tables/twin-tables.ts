// Over 300 lines, because it is one list: one table after the other, one line for each column.

import type { JsonObject } from '@hubtwin/resources';
import type { ColumnType, Generated } from 'kysely';
import type { Json, Timestamp } from './column-types.ts';

/** The metadata of every mirrored row. */
interface Observed {
  raw: ColumnType<JsonObject, string, string>;
  version: string;
  key_versions: Json | null;
  whole_clock: string | null;
  deletion_clock: string | null;
  deletion_found_at: Timestamp | null;
  present_clock: string | null;
  claim: Json | null;
  refetch_reasons: ColumnType<Record<string, string> | null, string | null, string | null>;
  source: string;
  fetched_at: Timestamp | null;
  synced_at: Timestamp;
  deleted_at: Timestamp | null;
}

interface Installations extends Observed {
  id: number;
  account_id: number | null;
  account_login: string | null;
  account_type: string | null;
  app_id: number | null;
  app_slug: string | null;
  repository_selection: string | null;
  permissions: JsonObject | null;
  events: string[] | null;
  suspended_at: Timestamp | null;
  created_at: Timestamp | null;
  updated_at: Timestamp | null;
}

interface InstallationRepositories extends Observed {
  installation_id: number;
  repository_id: number;
  full_name: string | null;
}

interface Repositories extends Observed {
  id: number;
  node_id: string | null;
  owner_id: number | null;
  owner_login: string | null;
  name: string | null;
  full_name: string | null;
  private: boolean | null;
  visibility: string | null;
  description: string | null;
  homepage: string | null;
  language: string | null;
  license: string | null;
  default_branch: string | null;
  topics: string[] | null;
  fork: boolean | null;
  archived: boolean | null;
  disabled: boolean | null;
  is_template: boolean | null;
  size: number | null;
  stargazers_count: number | null;
  forks_count: number | null;
  open_issues_count: number | null;
  html_url: string | null;
  created_at: Timestamp | null;
  updated_at: Timestamp | null;
  pushed_at: Timestamp | null;
  auto_sync_enabled: Generated<boolean>;
  webhook_configured: Generated<boolean>;
  last_synced_at: Timestamp | null;
  last_sync_error: string | null;
  /** Overrides the configured interval. */
  sync_interval_minutes: number | null;
  /** When it was last compared with GitHub. */
  probed_at: Timestamp | null;
  inaccessible_since: Timestamp | null;
  /** The name that GitHub last returned for the id, and the time of that request. */
  confirmed_name: string | null;
  confirmed_at: Timestamp | null;
  /** Since when it is untracked: it is not requested, its deliveries are not applied, and it is not shown. */
  untracked_at: Timestamp | null;
  /** When its contents were deleted, after that. */
  purged_at: Timestamp | null;
}

/** All names that a repository has had, including its current one, which is also in `repositories`. */
interface RepositoryNames extends Observed {
  full_name: string;
  repository_id: number;
}

interface Branches extends Observed {
  repository_id: number;
  name: string;
  sha: string | null;
  protected: boolean | null;
}

interface BranchProtectionRules extends Observed {
  id: number;
  repository_id: number;
  name: string | null;
  settings: JsonObject | null;
  created_at: Timestamp | null;
  updated_at: Timestamp | null;
}

interface Commits extends Observed {
  repository_id: number;
  sha: string;
  message: string | null;
  author_name: string | null;
  author_email: string | null;
  author_login: string | null;
  authored_at: Timestamp | null;
  committer_name: string | null;
  committer_email: string | null;
  committer_login: string | null;
  committed_at: Timestamp | null;
  parents: string[] | null;
  /** The commit before it in its push, from which the history continues while its parents are unknown. */
  pushed_after: string | null;
  verified: boolean | null;
  verification_reason: string | null;
  additions: number | null;
  deletions: number | null;
  files_changed: number | null;
  html_url: string | null;
}

interface Labels extends Observed {
  id: number;
  repository_id: number;
  name: string | null;
  color: string | null;
  description: string | null;
  is_default: boolean | null;
}

interface Milestones extends Observed {
  id: number;
  repository_id: number;
  number: number | null;
  title: string | null;
  description: string | null;
  state: string | null;
  creator_login: string | null;
  open_issues: number | null;
  closed_issues: number | null;
  html_url: string | null;
  due_on: Timestamp | null;
  created_at: Timestamp | null;
  updated_at: Timestamp | null;
  closed_at: Timestamp | null;
}

interface Issues extends Observed {
  id: number;
  repository_id: number;
  number: number | null;
  title: string | null;
  body: string | null;
  state: string | null;
  state_reason: string | null;
  locked: boolean | null;
  comments: number | null;
  author_id: number | null;
  author_login: string | null;
  assignees: string[] | null;
  labels: string[] | null;
  milestone_number: number | null;
  html_url: string | null;
  created_at: Timestamp | null;
  updated_at: Timestamp | null;
  closed_at: Timestamp | null;
}

interface PullRequests extends Observed {
  id: number;
  repository_id: number;
  number: number | null;
  title: string | null;
  body: string | null;
  state: string | null;
  draft: boolean | null;
  locked: boolean | null;
  merged: boolean | null;
  author_id: number | null;
  author_login: string | null;
  assignees: string[] | null;
  requested_reviewers: string[] | null;
  requested_teams: string[] | null;
  labels: string[] | null;
  milestone_number: number | null;
  head_ref: string | null;
  head_sha: string | null;
  base_ref: string | null;
  base_sha: string | null;
  merge_commit_sha: string | null;
  commits: number | null;
  additions: number | null;
  deletions: number | null;
  changed_files: number | null;
  comments: number | null;
  review_comments: number | null;
  html_url: string | null;
  created_at: Timestamp | null;
  updated_at: Timestamp | null;
  closed_at: Timestamp | null;
  merged_at: Timestamp | null;
}

interface Releases extends Observed {
  id: number;
  repository_id: number;
  tag_name: string | null;
  name: string | null;
  body: string | null;
  draft: boolean | null;
  prerelease: boolean | null;
  target_commitish: string | null;
  author_login: string | null;
  html_url: string | null;
  created_at: Timestamp | null;
  published_at: Timestamp | null;
}

interface Workflows extends Observed {
  id: number;
  repository_id: number;
  name: string | null;
  path: string | null;
  state: string | null;
  html_url: string | null;
  badge_url: string | null;
  created_at: Timestamp | null;
  updated_at: Timestamp | null;
}

interface WorkflowRuns extends Observed {
  id: number;
  repository_id: number;
  workflow_id: number | null;
  name: string | null;
  display_title: string | null;
  run_number: number | null;
  run_attempt: number | null;
  event: string | null;
  status: string | null;
  conclusion: string | null;
  head_branch: string | null;
  head_sha: string | null;
  actor_login: string | null;
  html_url: string | null;
  created_at: Timestamp | null;
  run_started_at: Timestamp | null;
  updated_at: Timestamp | null;
  /** When its jobs were fetched because none were known. */
  jobs_fetched_at: Timestamp | null;
}

interface WorkflowJobs extends Observed {
  id: number;
  repository_id: number;
  run_id: number | null;
  run_attempt: number | null;
  name: string | null;
  workflow_name: string | null;
  status: string | null;
  conclusion: string | null;
  head_branch: string | null;
  head_sha: string | null;
  runner_id: number | null;
  runner_name: string | null;
  runner_group_name: string | null;
  labels: string[] | null;
  html_url: string | null;
  created_at: Timestamp | null;
  started_at: Timestamp | null;
  completed_at: Timestamp | null;
}

/** Runners of repositories and of organisations, each with its own count: a scope is `repos/7` or `orgs/1`. */
interface Runners extends Observed {
  scope: string;
  id: number;
  repository_id: number | null;
  organization_id: number | null;
  organization_login: string | null;
  name: string | null;
  os: string | null;
  /** Null for one that only a job has reported. */
  status: string | null;
  busy: boolean | null;
  ephemeral: boolean | null;
  labels: string[] | null;
  runner_group_id: number | null;
  runner_group_name: string | null;
}

interface Contributors extends Observed {
  repository_id: number;
  /** The account's id; for an anonymous contributor the email address. */
  contributor: string;
  account_id: number | null;
  login: string | null;
  name: string | null;
  email: string | null;
  type: string | null;
  avatar_url: string | null;
  html_url: string | null;
  contributions: number | null;
}

interface Accounts extends Observed {
  id: number;
  node_id: string | null;
  login: string | null;
  name: string | null;
  type: string | null;
  site_admin: boolean | null;
  avatar_url: string | null;
  html_url: string | null;
}

/** Those of the mirrored tables that handwritten queries read; all are written by `applyObservations` only. */
export interface TwinTables {
  installations: Installations;
  installation_repositories: InstallationRepositories;
  repositories: Repositories;
  repository_names: RepositoryNames;
  branches: Branches;
  branch_protection_rules: BranchProtectionRules;
  commits: Commits;
  labels: Labels;
  milestones: Milestones;
  issues: Issues;
  pull_requests: PullRequests;
  releases: Releases;
  workflows: Workflows;
  workflow_runs: WorkflowRuns;
  workflow_jobs: WorkflowJobs;
  runners: Runners;
  contributors: Contributors;
  accounts: Accounts;
}

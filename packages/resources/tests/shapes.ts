import * as stored from '../src/stored/index.ts';

/** The shape of each kind of object, by its key in deliveries. */
export const shapes: Readonly<Record<string, stored.Shape>> = {
  issue: stored.issue,
  comment: stored.issueComment,
  review: stored.review,
  review_comment: stored.reviewComment,
  review_thread: stored.reviewThread,
  pull_request: stored.pullRequest,
  repository: stored.repository,
  label: stored.label,
  milestone: stored.milestone,
  release: stored.release,
  workflow: stored.workflow,
  workflow_run: stored.workflowRun,
  workflow_job: stored.workflowJob,
  installation: stored.installation,
  sender: stored.account,
  rule: stored.plain,
  commit: stored.commit,
  branch: stored.branch,
  tag: stored.tag,
  contributor: stored.account,
  runner: stored.plain,
};

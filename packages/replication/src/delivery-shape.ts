import { type JsonObject, UnusableDeliveryError } from '@hubtwin/resources';

/**
 * The keys that distinguish the payloads of events, beside common ones (action, sender, organization, enterprise).
 * GitHub signs the payload and not the name of the event, so a payload could be sent again under another name: a
 * deleted `issue_comment` as a deleted issue.
 *
 * @see https://docs.github.com/webhooks/webhook-events-and-payloads
 */
const marks: Readonly<Record<string, readonly string[]>> = {
  branch_protection_rule: ['rule'],
  check_run: ['check_run'],
  check_suite: ['check_suite'],
  commit_comment: ['comment'],
  create: ['ref', 'ref_type', 'master_branch'],
  delete: ['ref', 'ref_type'],
  deploy_key: ['key'],
  deployment: ['deployment', 'workflow', 'workflow_run'],
  deployment_status: ['deployment', 'deployment_status', 'check_run', 'workflow', 'workflow_run'],
  discussion: ['discussion', 'answer', 'label'],
  fork: ['forkee'],
  gollum: ['pages'],
  installation: ['repositories'],
  installation_repositories: ['repositories_added', 'repositories_removed'],
  installation_target: ['account'],
  issue_comment: ['issue', 'comment'],
  issues: ['issue', 'label', 'milestone'],
  label: ['label'],
  member: ['member'],
  membership: ['member', 'team'],
  merge_group: ['merge_group'],
  meta: ['hook'],
  milestone: ['milestone'],
  organization: ['membership'],
  package: ['package'],
  page_build: ['build'],
  ping: ['zen', 'hook'],
  project: ['project'],
  project_card: ['project_card'],
  project_column: ['project_column'],
  pull_request: ['pull_request', 'label', 'milestone'],
  pull_request_review: ['pull_request', 'review'],
  pull_request_review_comment: ['pull_request', 'comment'],
  pull_request_review_thread: ['pull_request', 'thread'],
  push: ['ref', 'commits', 'head_commit'],
  release: ['release'],
  repository_advisory: ['repository_advisory'],
  repository_dispatch: ['client_payload'],
  repository_ruleset: ['repository_ruleset'],
  repository_vulnerability_alert: ['alert'],
  star: ['starred_at'],
  status: ['sha', 'commit', 'branches'],
  sub_issues: ['sub_issue', 'parent_issue'],
  team: ['team'],
  team_add: ['team'],
  workflow_dispatch: ['inputs', 'ref', 'workflow'],
  workflow_job: ['workflow_job', 'deployment'],
  workflow_run: ['workflow_run', 'workflow'],
};

/** Events of an installation, which belong to no repository. */
const ofInstallation: ReadonlySet<string> = new Set(['installation', 'installation_repositories']);

const every: ReadonlySet<string> = new Set(Object.values(marks).flat());

/**
 * Checks that a payload matches its event. Additional keys that GitHub may have added and missing keys are accepted.
 *
 * @throws UnusableDeliveryError if it contains keys that only payloads of other events have.
 */
export function checkShape(event: string, payload: JsonObject): void {
  const own = new Set(marks[event] ?? []);
  // Unknown events may contain anything.
  if (own.size === 0 && event !== 'repository' && event !== 'public') return;
  const foreign = Object.keys(payload).filter((key) => every.has(key) && !own.has(key));
  if (ofInstallation.has(event) && isPresent(payload.repository)) foreign.push('repository');
  if (foreign.length > 0) {
    throw new UnusableDeliveryError(`a payload with ${foreign.join(', ')} does not match the event ${event}`);
  }
}

const isPresent = (value: unknown): boolean => value !== null && value !== undefined;

/**
 * States of runs and of their jobs.
 *
 * @see https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository
 */
export const workflowStatuses = ['requested', 'waiting', 'pending', 'queued', 'in_progress', 'completed'];
export const workflowConclusions = [
  'success',
  'failure',
  'cancelled',
  'skipped',
  'neutral',
  'timed_out',
  'action_required',
  'stale',
  'startup_failure',
];

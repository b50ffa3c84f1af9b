import type { App } from './model.ts';

/** The permissions and events that the App requests: enough to mirror everything in the simulator. */
export const appGrants: Pick<App, 'permissions' | 'events'> = {
  permissions: {
    actions: 'read',
    administration: 'read',
    contents: 'read',
    issues: 'write',
    members: 'read',
    metadata: 'read',
    organization_self_hosted_runners: 'read',
    pull_requests: 'read',
  },
  events: [
    'branch_protection_rule',
    'create',
    'delete',
    'fork',
    'issue_comment',
    'issues',
    'label',
    'member',
    'membership',
    'milestone',
    'public',
    'pull_request',
    'pull_request_review',
    'pull_request_review_comment',
    'pull_request_review_thread',
    'push',
    'release',
    'repository',
    'star',
    'team',
    'workflow_job',
    'workflow_run',
  ],
};

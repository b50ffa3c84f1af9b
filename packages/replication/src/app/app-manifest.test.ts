import { expect, test } from 'vitest';
import { appManifest } from './app-manifest.ts';

test('the manifest requests permissions for what is mirrored and written, and for nothing else', () => {
  const manifest = appManifest({
    name: 'Twin',
    publicUrl: 'https://twin.example',
    webhookUrl: 'https://hooks.example/webhooks/github',
    redirectUrl: 'http://127.0.0.1:1/created',
  });
  expect(manifest.callback_urls).toEqual(['https://twin.example/api/v1/auth/github/callback']);
  expect(manifest.default_permissions).toEqual({
    actions: 'write',
    administration: 'write',
    contents: 'read',
    deployments: 'read',
    issues: 'write',
    members: 'read',
    checks: 'read',
    metadata: 'read',
    organization_administration: 'read',
    organization_hooks: 'write',
    organization_self_hosted_runners: 'write',
    pull_requests: 'read',
    statuses: 'read',
    repository_hooks: 'write',
  });
  expect(manifest.default_events).toEqual([
    'branch_protection_rule',
    'check_run',
    'check_suite',
    'create',
    'delete',
    'deployment',
    'deployment_status',
    'fork',
    'installation_target',
    'issue_comment',
    'issues',
    'label',
    'member',
    'membership',
    'milestone',
    'organization',
    'public',
    'pull_request',
    'pull_request_review',
    'pull_request_review_comment',
    'pull_request_review_thread',
    'push',
    'release',
    'repository',
    'star',
    'status',
    'team',
    'workflow_job',
    'workflow_run',
  ]);
});

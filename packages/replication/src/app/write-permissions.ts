/** The permissions that an App needs with `write`, for each kind of change that Hubtwin makes on GitHub. */
export const writePermissions = {
  settings: 'administration',
  labels: 'issues',
  runs: 'actions',
  runners: 'administration',
  organization_runners: 'organization_self_hosted_runners',
  hooks: 'repository_hooks',
  organization_hooks: 'organization_hooks',
} as const;

import { secretVariables } from './secret-variables.ts';

/** The variables that may come from Vault: those that contain secrets, and the other settings of the App. */
export const vaultVariables = [
  ...secretVariables,
  'GITHUB_APP_ID',
  'GITHUB_APP_SLUG',
  'GITHUB_APP_CLIENT_ID',
] as const;

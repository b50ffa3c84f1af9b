/** The variables that contain secrets: they may come from a file (`<NAME>_FILE`) or from Vault. */
export const secretVariables = [
  'DATABASE_URL',
  'REDIS_URL',
  'GITHUB_TOKEN',
  'GITHUB_TOKENS',
  'GITHUB_APP_PRIVATE_KEY',
  'GITHUB_APP_CLIENT_SECRET',
  'GITHUB_WEBHOOK_SECRET',
  'ENCRYPTION_KEYS',
  'HUBTWIN_ADMIN_KEY',
] as const;

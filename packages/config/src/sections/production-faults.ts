/** Substrings of example secrets, without punctuation and spaces, that must never protect a public endpoint. */
const placeholder =
  /^(secret|password|webhooksecret|development)+$|changeme|replaceme|placeholder|your(github|app)?(webhook)?secret|itsasecrettoeverybody/;

/** Faults of webhook secrets in production. */
export const webhookSecretFaults = (secrets: readonly string[]): string[] =>
  secrets
    .filter(
      (secret) => secret.length < 32 || placeholder.test(secret.toLowerCase().replace(/[^a-z0-9]/g, '')),
    )
    .map(() => 'GITHUB_WEBHOOK_SECRET: must be at least 32 characters and not a placeholder');

/** Faults of the webhook URL in production. */
export const webhookUrlFaults = (url: string | undefined): string[] =>
  url?.toLowerCase().startsWith('http:') === true
    ? ['GITHUB_WEBHOOK_URL: must be https:// in production']
    : [];

/** Variables that production requires: a generated value may be lost, or read where it was printed. */
export const missingFaults = (required: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(required)
    .filter(([, value]) => value === undefined || (Array.isArray(value) && value.length === 0))
    .map(([name]) => `${name}: required in production`);

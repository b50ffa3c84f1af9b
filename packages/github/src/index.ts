export { convertManifest, type NewApp } from './app-flows/convert-manifest.ts';
export { BadCodeError, createUserSignIn, type UserSignIn } from './app-flows/create-user-sign-in.ts';
export { installPageOf } from './app-flows/install-page-of.ts';
export { webRootOf } from './app-flows/web-root-of.ts';
export type { BudgetState, Priority } from './budget/budget.ts';
export type { BudgetStore } from './budget/budget-store.ts';
export { createLocalBudgetStore } from './budget/create-local-budget-store.ts';
export type { StrategyName } from './budget/policy.ts';
export { connectGitHub, type GitHubConnectionOptions } from './connect-github.ts';
export type { ConfiguredCredential, GitHubClient } from './create-github-client.ts';
export type { EncryptedToken } from './credentials/encrypted-token-credential.ts';
export { fingerprint } from './credentials/fingerprint.ts';
export type { CredentialReport } from './credentials/validate-credential.ts';
export * from './errors.ts';
export type { CallOptions } from './gate/call.ts';
export type {
  GitHub,
  GitHubResponse,
  GraphqlAnswer,
  Page,
  PageOptions,
  PagePosition,
} from './github-client.ts';
export type { RequestCounts } from './metrics.ts';
export { nextPositionOf } from './page-links.ts';
export { blockedUntil } from './rate-limits/blocked-until.ts';
export { fetchAllRateLimits } from './rate-limits/fetch-all-rate-limits.ts';
export { judgeRateLimits } from './rate-limits/judge-rate-limits.ts';
export { newestRateLimits } from './rate-limits/newest-rate-limits.ts';
export { predictExhaustion } from './rate-limits/predict-exhaustion.ts';
export type { RateLimit } from './rate-limits/rate-limit.ts';
export { rateLimitOf } from './rate-limits/rate-limit-of.ts';
export { strategyOf } from './rate-limits/strategy-of.ts';

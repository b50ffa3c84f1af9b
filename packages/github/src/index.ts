export type { BudgetState, Priority } from './budget/budget.ts';
export { connectGitHub, type GitHubConnectionOptions } from './connect-github.ts';
export type { GitHubClient } from './create-github-client.ts';
export * from './errors.ts';
export type { CallOptions } from './gate/call.ts';
export type { GitHub, GitHubResponse, Page } from './github-client.ts';

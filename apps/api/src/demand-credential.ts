import type { GitHubClient } from '@hubtwin/github';
import { ProblemError } from './problem-error.ts';

/**
 * @param why in words, for whom GitHub would have to be asked.
 * @throws ProblemError where nothing is configured that could ask GitHub.
 */
export function demandCredential(github: GitHubClient, why: string): void {
  if (!github.isConfigured) throw new ProblemError('github_no_credential', why);
}

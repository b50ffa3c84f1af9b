import { GitHubError, GitHubGoneError, GitHubNotFoundError, GitHubPermissionError } from '@hubtwin/github';
import { cleanReason } from './clean-reason.ts';

/**
 * What an error of GitHub says about the requested object: `absent` (404) and `deleted` (410) may be deletions if the
 * feature is on and the repository is visible; `empty`: the repository has no commits yet. The other states are never
 * deletions.
 */
export interface Meaning {
  state: 'absent' | 'deleted' | 'disabled' | 'blocked' | 'refused' | 'empty';
  reason: string;
}

/** "Issues are disabled for this repo", "Actions has been disabled for this repository." */
const disabled = /\bdisabled\b|\bnot enabled\b|\bturned off\b/i;
/** "Repository access blocked", with status 403 or 451, and a repository that GitHub itself disabled. */
const blocked =
  /\bblocked\b|\bdmca\b|\btakedown\b|terms of service|repository (?:has been |is |was )?(?:disabled|locked)\b/i;
/** A suspended installation is denied everything until it is resumed. */
const suspended = /\bsuspended\b/i;
const empty = /repository is empty/i;

/** Whether the message says that access to a repository is blocked, by DMCA, by GitHub's terms or by GitHub itself. */
export const isBlocked = (message: string): boolean => blocked.test(message);

/**
 * Interprets an error of GitHub as a statement about the requested object, list or repository.
 *
 * @returns null for every other failure, which says nothing about it: limits, outages, credentials.
 * @see https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function meaningOf(error: unknown): Meaning | null {
  if (!(error instanceof GitHubError)) return null;
  const reason = cleanReason(error.message);
  const as = (state: Meaning['state']): Meaning => ({ state, reason });
  if (error.status === 451) return as('blocked');
  if (error.status === 409 && empty.test(reason)) return as('empty');
  if (error instanceof GitHubNotFoundError) return as('absent');
  if (error instanceof GitHubGoneError) return as(disabled.test(reason) ? 'disabled' : 'deleted');
  if (!(error instanceof GitHubPermissionError) || suspended.test(reason)) return null;
  if (isBlocked(reason)) return as('blocked');
  return as(disabled.test(reason) ? 'disabled' : 'refused');
}

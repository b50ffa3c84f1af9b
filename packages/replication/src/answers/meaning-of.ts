import { GitHubError, GitHubGoneError, GitHubNotFoundError, GitHubPermissionError } from '@hubtwin/github';
import { cleanReason } from './clean-reason.ts';

/**
 * What an error of GitHub says of what was requested: `absent` (404) and `deleted` (410) may be deletions where the
 * feature is on and the repository is visible; `empty`: the repository has no commits yet; the others never are.
 */
export interface Meaning {
  state: 'absent' | 'deleted' | 'disabled' | 'blocked' | 'refused' | 'empty';
  reason: string;
}

/** "Issues are disabled for this repo", "Actions has been disabled for this repository." */
const disabled = /\bdisabled\b|\bnot enabled\b|\bturned off\b/i;
/** "Repository access blocked", which may come as 403 or 451, and a repository that GitHub itself switched off. */
const blocked =
  /\bblocked\b|\bdmca\b|\btakedown\b|terms of service|repository (?:has been |is |was )?(?:disabled|locked)\b/i;
/** A suspended installation is refused everything until it is resumed. */
const suspended = /\bsuspended\b/i;
const empty = /repository is empty/i;

/** Whether GitHub says in these words that access to a repository is blocked, by DMCA, by its terms or by itself. */
export const isBlocked = (message: string): boolean => blocked.test(message);

/**
 * Reads an error of GitHub as a statement about the object, list or repository that was requested.
 *
 * @returns null for every other failure, which says nothing of it: limits, outages, credentials.
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

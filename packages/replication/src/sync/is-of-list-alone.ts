import { isDataError } from '@hubtwin/database';
import {
  GitHubAuthenticationError,
  GitHubError,
  GitHubRateLimitError,
  GitHubUnavailableError,
  NoCredentialError,
} from '@hubtwin/github';
import { z } from 'zod';
import { UnreadableObjectError } from '../observe.ts';

/** What makes every request fail alike. */
const wide = [GitHubAuthenticationError, GitHubRateLimitError, GitHubUnavailableError, NoCredentialError];

/** Whether a failure may be that of one list of a repository, while the others can be read. */
export function isOfListAlone(error: unknown): boolean {
  if (error instanceof UnreadableObjectError || error instanceof z.ZodError || isDataError(error))
    return true;
  return error instanceof GitHubError && !wide.some((kind) => error instanceof kind);
}

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

/** Errors that affect every request. */
const wide = [GitHubAuthenticationError, GitHubRateLimitError, GitHubUnavailableError, NoCredentialError];

/** Whether a failure may concern one list of a repository only, while the others can be read. */
export function isOfListAlone(error: unknown): boolean {
  if (error instanceof UnreadableObjectError || error instanceof z.ZodError || isDataError(error))
    return true;
  return error instanceof GitHubError && !wide.some((kind) => error instanceof kind);
}

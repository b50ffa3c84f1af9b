import type { Observation } from '@hubtwin/database';
import type { Withheld } from './withheld.ts';

/** A repository that GitHub returns, requested by its id. */
export interface VisibleRepository {
  isVisible: true;
  fullName: string;
  seen: Observation;
  /** Why access is blocked although GitHub returns the repository; null if it is not. */
  blocked: string | null;
  /** Whether a feature, such as `has_issues`, is switched off. Servers that do not report it count as on. */
  isOff(feature: string | undefined): boolean;
}

/** GitHub's answer about the repository itself. */
export type RepositoryStatus =
  | VisibleRepository
  | { isVisible: false; state: Withheld['state']; reason: string; error: unknown };

/** GitHub currently blocks or denies access to the repository. */
export class RepositoryWithheldError extends Error {
  override readonly name = 'RepositoryWithheldError';
  readonly code = 'repository_withheld';
  readonly state: 'blocked' | 'refused';
  /** In GitHub's words. */
  readonly reason: string;

  constructor({ state, reason }: { state: 'blocked' | 'refused'; reason: string }, cause: unknown) {
    super(`GitHub denies access to the repository: ${state} (${reason})`, { cause });
    this.state = state;
    this.reason = reason;
  }
}

/** No configured credential can access the repository, or it is not stored. */
export class NoAccessError extends Error {
  override readonly name = 'NoAccessError';
  readonly code = 'no_access';
}

/** @throws NoAccessError, RepositoryWithheldError if GitHub does not return the repository. */
export function requireVisible(repositoryStatus: RepositoryStatus): VisibleRepository {
  if (repositoryStatus.isVisible) return repositoryStatus;
  const { state, reason, error } = repositoryStatus;
  if (state === 'blocked' || state === 'refused') throw new RepositoryWithheldError({ state, reason }, error);
  throw new NoAccessError('no configured credential can access the repository', {
    cause: error,
  });
}

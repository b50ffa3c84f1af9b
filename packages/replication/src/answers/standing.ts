import type { Observation } from '@hubtwin/database';
import type { Withheld } from './withheld.ts';

/** A repository as GitHub shows it to who asks, by its id. */
export interface VisibleStanding {
  isVisible: true;
  fullName: string;
  seen: Observation;
  /** Why access is blocked although the repository is shown; null where it is not. */
  blocked: string | null;
  /** Whether a feature, such as `has_issues`, is switched off. Servers that do not tell leave it on. */
  isOff(feature: string | undefined): boolean;
}

/** What GitHub answers about the repository itself. */
export type Standing =
  | VisibleStanding
  | { isVisible: false; state: Withheld['state']; reason: string; error: unknown };

/** A repository that GitHub shows nothing of at the moment: access is blocked or refused. */
export class RepositoryWithheldError extends Error {
  override readonly name = 'RepositoryWithheldError';
  readonly code = 'repository_withheld';
  readonly state: 'blocked' | 'refused';
  /** In GitHub's words. */
  readonly reason: string;

  constructor({ state, reason }: { state: 'blocked' | 'refused'; reason: string }, cause: unknown) {
    super(`GitHub does not show the repository: ${state} (${reason})`, { cause });
    this.state = state;
    this.reason = reason;
  }
}

/** Nobody who is configured sees the repository, or it is not stored. */
export class NoAccessError extends Error {
  override readonly name = 'NoAccessError';
  readonly code = 'no_access';
}

/** @throws NoAccessError, RepositoryWithheldError where GitHub does not show the repository. */
export function requireVisible(standing: Standing): VisibleStanding {
  if (standing.isVisible) return standing;
  const { state, reason, error } = standing;
  if (state === 'blocked' || state === 'refused') throw new RepositoryWithheldError({ state, reason }, error);
  throw new NoAccessError('GitHub does not show the repository to any credential that is configured', {
    cause: error,
  });
}

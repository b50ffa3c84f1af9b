import type { Answer } from './answer.ts';
import type { Budget } from './budget.ts';
import type { Viewer } from './viewer.ts';

/** The format of refusals: GitHub uses either status, and does not always send a time to wait. */
export interface RefusalStyle {
  status: 403 | 429;
  /** Seconds, for a secondary limit; null: no header. */
  retryAfter: number | null;
  /** Whether a primary refusal has `Retry-After`, too. */
  primaryRetryAfter?: boolean;
}

const about = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';

export function primaryRefusal(style: RefusalStyle, viewer: Viewer, budget: Budget, now: number): Answer {
  const [, id = ''] = viewer.payer.split(':');
  const who =
    viewer.kind === 'anonymous'
      ? id
      : viewer.kind === 'installation'
        ? `installation ID ${id}`
        : `user ID ${id}`;
  return {
    status: style.status,
    body: {
      message: `API rate limit exceeded for ${who}.`,
      documentation_url: about,
      status: `${style.status}`,
    },
    ...(style.primaryRetryAfter && {
      headers: { 'retry-after': `${Math.max(1, Math.ceil((budget.resetAt - now) / 1_000))}` },
    }),
  };
}

export function secondaryRefusal({ status, retryAfter }: RefusalStyle): Answer {
  return {
    status,
    body: {
      message:
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.',
      documentation_url: `${about}#about-secondary-rate-limits`,
      status: `${status}`,
    },
    ...(retryAfter !== null && { headers: { 'retry-after': `${retryAfter}` } }),
  };
}

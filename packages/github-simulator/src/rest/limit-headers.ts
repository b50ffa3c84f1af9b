import type { Budget } from './budget.ts';

/** GitHub's five rate-limit headers. */
export function limitHeaders(
  { limit, used, resetAt }: Readonly<Budget>,
  resource: string,
): Record<string, string> {
  return {
    'x-ratelimit-limit': `${limit}`,
    'x-ratelimit-remaining': `${Math.max(0, limit - used)}`,
    'x-ratelimit-reset': `${Math.floor(resetAt / 1_000)}`,
    'x-ratelimit-used': `${used}`,
    'x-ratelimit-resource': resource,
  };
}

import type { Priority } from '../budget/budget.ts';
import { createPolicy } from '../budget/policy.ts';
import type { RateLimit } from './rate-limit.ts';

export interface BlockedOptions {
  /** Fingerprints of credentials, any of which can be used. */
  credentials: readonly string[];
  /** All required resources, such as `core`. */
  resources: readonly string[];
  priority: Priority;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * When the first of several credentials can be used again for requests of a priority.
 *
 * @returns null if one can be used now, as far as is known.
 */
export function blockedUntil(
  limits: readonly RateLimit[],
  { credentials, resources, priority, now }: BlockedOptions,
): Date | null {
  const headroom = createPolicy({ strategy: 'adaptive' }).headroom[priority];
  const opens = credentials.map((fingerprint) => {
    const own = limits.filter(({ credential }) => credential === fingerprint);
    const times = own.flatMap(({ resource, limit, used, resetAt, closedUntil }) => [
      closedUntil?.getTime() ?? 0,
      limit !== null && resources.includes(resource) && limit - used <= headroom * limit
        ? (resetAt?.getTime() ?? 0)
        : 0,
    ]);
    return Math.max(0, ...times);
  });
  const first = Math.min(...opens);
  return Number.isFinite(first) && first > now ? new Date(first) : null;
}

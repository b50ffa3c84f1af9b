import type { RateLimit } from './rate-limit.ts';

/** When a limit is exhausted before its reset. */
export interface Exhaustion {
  exhaustedAt: Date;
  beforeResetSeconds: number;
  /** As a sentence with UTC time: `at this pace empty at 14:32, 9 minutes before reset`. */
  message: string;
}

/**
 * Predicts whether a limit, used at `burnRate` per second, is exhausted before its reset.
 *
 * @param now milliseconds since the epoch.
 * @returns null if it lasts until the reset, or if there is no limit or no open window.
 */
export function predictExhaustion(
  { limit, used, resetAt, burnRate }: Pick<RateLimit, 'limit' | 'used' | 'resetAt' | 'burnRate'>,
  now: number,
): Exhaustion | null {
  if (limit === null || resetAt === null) return null;
  const remaining = Math.max(0, limit - used);
  const isEmpty = remaining === 0;
  if (!isEmpty && (burnRate === null || burnRate <= 0)) return null;
  const exhaustedMs = isEmpty ? now : now + (remaining / (burnRate ?? 0)) * 1_000;
  if (exhaustedMs >= resetAt.getTime()) return null;
  const exhaustedAt = new Date(exhaustedMs);
  const beforeResetSeconds = Math.round((resetAt.getTime() - exhaustedMs) / 1_000);
  const when = isEmpty ? 'empty' : `at this pace empty at ${exhaustedAt.toISOString().slice(11, 16)}`;
  return { exhaustedAt, beforeResetSeconds, message: `${when}, ${inWords(beforeResetSeconds)} before reset` };
}

function inWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [count, unit] = minutes === 0 ? [seconds, 'second'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

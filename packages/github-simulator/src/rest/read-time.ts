import { timestamp } from '../world/timestamp.ts';

/** A time of a query in the format of the world, which compares as text; null if missing or invalid. */
export function readTime(text: string | null): string | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : timestamp(ms);
}

import { timestamp } from '../world/timestamp.ts';

/** A time of a query as the world writes its own, with which it compares as text; null for none or no time. */
export function readTime(text: string | null): string | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : timestamp(ms);
}

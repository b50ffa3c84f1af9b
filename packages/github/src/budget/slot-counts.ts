import type { SlotCounts } from './budget-record.ts';

const slotsInWindow = 10;

/**
 * Counts events in the last window, and never too low: time is divided into slots, and a slot that has partly left the
 * window counts completely.
 */
export const addToSlots = (
  slots: SlotCounts,
  { now, windowMs, amount }: { now: number; windowMs: number; amount: number },
): SlotCounts => {
  const slotMs = windowMs / slotsInWindow;
  const last = slots.at(-1);
  if (last !== undefined && now < last[0] + slotMs)
    return [...slots.slice(0, -1), [last[0], last[1] + amount]];
  return [...slots, [Math.floor(now / slotMs) * slotMs, amount]];
};

/** Removes the slots that have left the window completely. */
export function currentSlots(
  slots: SlotCounts,
  { now, windowMs }: { now: number; windowMs: number },
): SlotCounts {
  const isCurrent = ([begin]: SlotCounts[number]) => endOf(begin, windowMs) > now;
  return slots.every(isCurrent) ? slots : slots.filter(isCurrent);
}

/** @returns milliseconds until `amount` more is within `limit`; 0: it is now. */
export function waitForSlots(
  slots: SlotCounts,
  { now, windowMs, amount, limit }: { now: number; windowMs: number; amount: number; limit: number },
): number {
  const current = currentSlots(slots, { now, windowMs });
  let over = current.reduce((sum, [, count]) => sum + count, 0) + amount - limit;
  if (over <= 0) return 0;
  for (const [begin, count] of current) {
    over -= count;
    if (over <= 0) return endOf(begin, windowMs) - now;
  }
  return windowMs;
}

/** When a slot has left the window. */
const endOf = (begin: number, windowMs: number) => begin + windowMs / slotsInWindow + windowMs;

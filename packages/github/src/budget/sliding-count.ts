/**
 * How much happened in the last window, never counted too low: time is cut into slots, and the slot that has
 * half left the window counts whole.
 */
export interface SlidingCount {
  total(now: number): number;
  add(now: number, amount: number): void;
  /** Milliseconds until `amount` more will be within `limit`. */
  waitFor(now: number, amount: number, limit: number): number;
}

const slotsInWindow = 10;

export function createSlidingCount(windowMs: number): SlidingCount {
  const slotMs = windowMs / slotsInWindow;
  const slots = new Map<number, number>();

  function forget(now: number): void {
    const oldest = Math.floor(now / slotMs) - slotsInWindow;
    for (const slot of slots.keys()) if (slot < oldest) slots.delete(slot);
  }

  const total = (now: number) => {
    forget(now);
    return slots.values().reduce((sum, count) => sum + count, 0);
  };

  return {
    total,
    add(now, amount) {
      const slot = Math.floor(now / slotMs);
      slots.set(slot, (slots.get(slot) ?? 0) + amount);
    },
    waitFor(now, amount, limit) {
      let left = total(now) + amount - limit;
      if (left <= 0) return 0;
      for (const [slot, count] of [...slots].sort(([a], [b]) => a - b)) {
        left -= count;
        if (left <= 0) return (slot + slotsInWindow + 1) * slotMs - now;
      }
      return windowMs;
    },
  };
}

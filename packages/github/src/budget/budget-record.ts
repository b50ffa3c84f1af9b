import { z } from 'zod';

const count = z.number();

/** State of one rate-limit resource: GitHub's newest headers, and the usage since. */
const limitRecord = z.object({
  /** Null: unknown; 0: GitHub sends no limits. */
  limit: count.nullable(),
  used: count,
  resetAt: count,
  /** Whether a clock was set back since GitHub's newest headers: the window may end earlier. */
  isShifted: z.boolean(),
  seenAt: count,
  /** Usage of the window that this fleet settled. */
  own: count,
  /** Number of paced requests in the window. */
  paced: count,
  /** When the next paced request is due without a burst (GCRA's theoretical arrival time). */
  dueAt: count,
  trend: z.object({
    /** Start of the next sample. */
    at: count,
    used: count,
    strangers: count,
    /** Usage of the window by other clients when it was first observed. */
    base: count,
    burnSum: count,
    strangersSum: count,
    /** The accumulated weight of both sums, up to 1. */
    weight: count,
  }),
});

/**
 * The stored budget of one credential. All times are milliseconds since the epoch by the clock of the store. Records of
 * another format are replaced: GitHub's next headers restore the state.
 */
export const budgetRecord = z.object({
  format: z.literal(1),
  /** When it was last changed. */
  at: count,
  closedUntil: count,
  /** Consecutive refusals. */
  strikes: count,
  /** Requests in flight by id: a lease that ends at `expiresAt` unless it is settled. */
  flights: z.record(z.string(), z.object({ resource: z.string().nullable(), expiresAt: count })),
  limits: z.record(z.string(), limitRecord),
  /** Amounts that count towards a secondary limit, by its key: pairs of the start of a slot and its amount. */
  counts: z.record(z.string(), z.array(z.tuple([count, count]))),
});

export type BudgetRecord = z.infer<typeof budgetRecord>;
export type LimitRecord = z.infer<typeof limitRecord>;
export type SlotCounts = BudgetRecord['counts'][string];

export const newRecord = (now: number): BudgetRecord => ({
  format: 1,
  at: now,
  closedUntil: 0,
  strikes: 0,
  flights: {},
  limits: {},
  counts: {},
});

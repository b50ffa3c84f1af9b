import { z } from 'zod';

const count = z.number();

/** What is known of one rate-limit resource: GitHub's newest headers, and what was done since. */
const limitRecord = z.object({
  /** Null: not known yet; 0: GitHub sends no limits. */
  limit: count.nullable(),
  used: count,
  resetAt: count,
  /** Whether a clock was set back since GitHub's newest headers: the window may end earlier. */
  isShifted: z.boolean(),
  seenAt: count,
  /** What this fleet settled in the window. */
  own: count,
  /** How many requests of the window were paced. */
  paced: count,
  /** When the next paced request is due, were there no burst (GCRA's theoretical arrival time). */
  dueAt: count,
  trend: z.object({
    /** Where the next sample begins. */
    at: count,
    used: count,
    strangers: count,
    /** What strangers had used of the window when it was first seen. */
    base: count,
    burnSum: count,
    strangersSum: count,
    /** The weight that both sums have gathered, up to 1. */
    weight: count,
  }),
});

/**
 * One credential's budget, as it is stored. All times are milliseconds since the epoch by the clock of the store.
 * Records of another format are replaced: GitHub's next headers say what matters.
 */
export const budgetRecord = z.object({
  format: z.literal(1),
  /** When it was last changed. */
  at: count,
  closedUntil: count,
  /** Refusals in a row. */
  strikes: count,
  /** Requests in flight by id: a lease that ends at `expiresAt` if nobody settles it. */
  flights: z.record(z.string(), z.object({ resource: z.string().nullable(), expiresAt: count })),
  limits: z.record(z.string(), limitRecord),
  /** Amounts that count towards a secondary limit, by its key: pairs of a slot's beginning and its amount. */
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

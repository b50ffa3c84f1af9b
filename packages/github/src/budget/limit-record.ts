import type { LimitHeaders } from './budget.ts';
import { memoryMs, type Trend } from './trend.ts';

/** What is known of one credential's resource: GitHub's last word, and what was done since. */
export interface LimitRecord {
  /** Null: not known yet; 0: GitHub sends no limits. */
  limit: number | null;
  used: number;
  resetAt: number;
  seenAt: number;
  /** What this fleet settled in the window. */
  own: number;
  /** How many requests of the window were paced. */
  paced: number;
  /** When the next paced request is due, were there no burst (GCRA's theoretical arrival time). */
  dueAt: number;
  trend: SampledTrend;
}

/** A trend, and where its next sample begins. */
interface SampledTrend extends Trend {
  at: number;
  used: number;
  strangers: number;
  /** What strangers had spent of the window when it was first seen. */
  base: number;
}

const sampleEveryMs = 10_000;
// Resets that GitHub reports of one window differ by a second or two.
const sameWindowMs = 30_000;
// More than this below what was seen before, and GitHub has given something back.
const refund = 50;

export function newRecord(): LimitRecord {
  return {
    limit: null,
    used: 0,
    resetAt: 0,
    seenAt: 0,
    own: 0,
    paced: 0,
    dueAt: 0,
    trend: { at: 0, used: 0, strangers: 0, base: 0, burnSum: 0, strangersSum: 0, weight: 0 },
  };
}

/** Begins the window that GitHub begins with the first request after the reset. */
export function rollOver(record: LimitRecord, now: number): void {
  if (record.limit === null || record.resetAt === 0 || record.resetAt > now) return;
  startWindow(record, now, 0);
}

function startWindow(record: LimitRecord, now: number, base: number): void {
  Object.assign(record, { used: 0, own: 0, paced: 0, resetAt: 0 });
  Object.assign(record.trend, { at: now, used: base, strangers: 0, base });
}

/** Takes GitHub's word, whatever the order in which answers come; `cost` is what this request took. */
export function observe(record: LimitRecord, now: number, headers: LimitHeaders, cost: number): void {
  const resetAt = now + headers.resetInMs;
  if (record.limit === null) {
    const { paced } = record;
    startWindow(record, now, Math.max(0, headers.used - cost));
    record.paced = paced;
  }
  if (record.resetAt !== 0 && resetAt < record.resetAt - sameWindowMs) return;
  if (record.resetAt !== 0 && resetAt > record.resetAt + sameWindowMs) startWindow(record, now, 0);
  record.own += cost;
  record.limit = headers.limit;
  record.used = headers.used < record.used - refund ? headers.used : Math.max(record.used, headers.used);
  record.resetAt = resetAt;
  record.seenAt = now;
  sample(record, now);
}

function sample({ used, own, limit, trend }: LimitRecord, now: number): void {
  const elapsed = now - trend.at;
  if (elapsed < sampleEveryMs) return;
  const strangers = used - trend.base - own;
  const seconds = elapsed / 1_000;
  // A leap is no habit: more than the whole limit's pace does not count.
  const most = (limit ?? 0) / 3_600;
  const weight = 1 - Math.exp(-elapsed / memoryMs);
  const strangersRate = Math.min((strangers - trend.strangers) / seconds, most);
  trend.strangersSum += (strangersRate - trend.strangersSum) * weight;
  trend.burnSum += ((used - trend.used) / seconds - trend.burnSum) * weight;
  trend.weight += (1 - trend.weight) * weight;
  Object.assign(trend, { at: now, used, strangers });
}

import type { LimitRecord } from './budget-record.ts';
import { type BudgetPolicy, strategyLimit, windowOf } from './policy.ts';

/** The parameters of a strategy, scaled to the limit and window of a resource. */
export interface Pace {
  spacingMs: number;
  burst: number;
  /** Maximum of paced requests in a window. */
  maxPaced: number;
}

export function paceOf(
  policy: BudgetPolicy,
  { limit, used }: Pick<LimitRecord, 'limit' | 'used'>,
  resource: string,
): Pace {
  const window = windowOf(resource);
  const scaledTo = limit || window.limit;
  const usedShare = limit ? used / limit : 0;
  const pace = policy.paces.find(({ usedUpTo }) => usedShare <= usedUpTo) ?? policy.paces.at(-1);
  if (pace === undefined) throw new RangeError('a policy has at least one pace');
  const inWindow = (pace.perHour * scaledTo) / strategyLimit;
  return {
    spacingMs: window.windowMs / inWindow,
    burst: Math.max(1, Math.round((pace.burst * scaledTo) / strategyLimit)),
    maxPaced: policy.capped && limit ? inWindow : Number.POSITIVE_INFINITY,
  };
}

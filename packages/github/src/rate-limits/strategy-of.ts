import { createPolicy, type StrategyName } from '../budget/policy.ts';
import type { RateLimit } from './rate-limit.ts';

/** How requests of normal and low priority are paced, and why. */
export interface CurrentStrategy {
  name: StrategyName;
  reason: string;
}

/** The paces that `adaptive` chooses from, by usage. */
const adaptivePaces: readonly StrategyName[] = ['aggressive', 'adaptive', 'conservative'];

/** The strategy that applies to a rate limit with the configured one. */
export function strategyOf(
  configured: StrategyName,
  { limit, used }: Pick<RateLimit, 'limit' | 'used'>,
): CurrentStrategy {
  if (configured !== 'adaptive') return { name: configured, reason: 'configured' };
  const share = limit ? used / limit : 0;
  const { paces } = createPolicy({ strategy: configured });
  const found = paces.findIndex(({ usedUpTo }) => share <= usedUpTo);
  const at = found < 0 ? paces.length - 1 : found;
  const name = adaptivePaces[at] ?? configured;
  const percent = (part: number) => `${Math.floor(100 * part)} %`;
  const above = paces[at - 1]?.usedUpTo;
  const range =
    above === undefined ? `at most ${percent(paces[at]?.usedUpTo ?? 1)}` : `more than ${percent(above)}`;
  return { name, reason: `${percent(share)} of the limit is used: ${range}` };
}

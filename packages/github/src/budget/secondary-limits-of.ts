import type { Reservation } from './budget.ts';
import type { BudgetPolicy } from './policy.ts';

/** A limit of GitHub that a request counts towards. */
export interface SecondaryLimit {
  key: string;
  windowMs: number;
  amount: number;
  limit: number;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const contentAnHour = 'content an hour';

/** The window of a secondary limit, by its key, in milliseconds. */
export const countWindowOf = (key: string): number => (key === contentAnHour ? hourMs : minuteMs);

/** The secondary limits that a request adds to, and their maximums. */
export function secondaryLimitsOf(
  { endpoint, points, resource, createsContent }: Reservation,
  policy: BudgetPolicy,
): SecondaryLimit[] {
  const maxPoints = resource === 'graphql' ? policy.graphqlPoints : policy.points;
  const limitOf = (key: string, amount: number, limit: number) => ({
    key,
    windowMs: countWindowOf(key),
    amount,
    limit,
  });
  const ofEndpoint = limitOf(endpoint, points, maxPoints);
  if (!createsContent) return [ofEndpoint];
  return [
    ofEndpoint,
    limitOf('content a minute', 1, policy.contentPerMinute),
    limitOf(contentAnHour, 1, policy.contentPerHour),
  ];
}

import type { Reservation } from './budget.ts';
import type { BudgetPolicy } from './policy.ts';

/** One of GitHub's limits that a request counts towards. */
export interface SecondaryLimit {
  key: string;
  windowMs: number;
  amount: number;
  limit: number;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** The points and contents that a request adds to, and the most there may be of each. */
export function secondaryLimitsOf(
  { endpoint, points, resource, createsContent }: Reservation,
  policy: BudgetPolicy,
): SecondaryLimit[] {
  const most = resource === 'graphql' ? policy.graphqlPoints : policy.points;
  const ofEndpoint = { key: endpoint, windowMs: minuteMs, amount: points, limit: most };
  if (!createsContent) return [ofEndpoint];
  return [
    ofEndpoint,
    { key: 'content a minute', windowMs: minuteMs, amount: 1, limit: policy.contentPerMinute },
    { key: 'content an hour', windowMs: hourMs, amount: 1, limit: policy.contentPerHour },
  ];
}

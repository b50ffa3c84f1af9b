import type { RateLimit } from './rate-limit.ts';

/** A reason against more requests. */
interface Reason {
  severity: 'warning' | 'critical';
  credential: string;
  /** Null: the credential as a whole. */
  resource: string | null;
  message: string;
}

export interface RateLimitJudgement {
  status: 'healthy' | 'warning' | 'critical';
  reasons: Reason[];
}

/** Thresholds as shares of a limit. */
const warningBelow = 0.1;
const criticalBelow = 0.02;

/** Whether requests can continue, and the reasons against it. */
export function judgeRateLimits(reports: readonly RateLimit[]): RateLimitJudgement {
  const closures = new Map(reports.map(({ credential, closedUntil }) => [credential, closedUntil]));
  const reasons = [...[...closures].flatMap(closureOf), ...reports.flatMap(shortageOf)];
  const has = (severity: Reason['severity']) => reasons.some((reason) => reason.severity === severity);
  return { status: has('critical') ? 'critical' : has('warning') ? 'warning' : 'healthy', reasons };
}

/** For a credential: GitHub closes it as a whole. */
function closureOf([credential, closedUntil]: [string, Date | null]): Reason[] {
  if (closedUntil === null) return [];
  const message = `closed until ${closedUntil.toISOString()}, as GitHub requested`;
  return [{ severity: 'critical', credential, resource: null, message }];
}

function shortageOf({ credential, resource, limit, used }: RateLimit): Reason[] {
  if (limit === null || limit === 0) return [];
  const remaining = Math.max(0, limit - used);
  const share = remaining / limit;
  if (share >= warningBelow) return [];
  const severity = share < criticalBelow ? ('critical' as const) : ('warning' as const);
  const message = `${Math.floor(share * 100)} % left: ${remaining} of ${limit}`;
  return [{ severity, credential, resource, message }];
}

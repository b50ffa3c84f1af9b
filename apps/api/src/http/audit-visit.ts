import type { RouteContract } from '@hubtwin/contract';
import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/create-audit-log.ts';
import type { ProblemError } from '../problem-error.ts';
import { eventOf } from './audit-request.ts';

interface EndedVisit {
  request: Request;
  response: Response;
  /** The change and its actor; null if nothing changed. */
  change: { actor: string; details: unknown } | null;
  /** Null: it succeeded. */
  problem: ProblemError | null;
}

/**
 * Records a visit of a browser in the audit log. Anyone can send requests that change nothing, without limit: such
 * visits within a minute are counted together, like refusals. Only query parameters that are not secret are recorded.
 */
export function auditVisit(audit: AuditLog, route: RouteContract, ended: EndedVisit): void {
  if (route.isAudited !== true) return;
  const { request, response, change, problem } = ended;
  const audited = { access: null, body: undefined, isWritten: false };
  const status = problem?.status ?? response.statusCode;
  const event = eventOf(route, { request, response, audited, status, problem });
  if (change !== null) audit.record({ ...event, ...change });
  else audit.refuse({ ...event, details: problem === null ? null : { code: problem.code } });
}

import type { RouteContract } from '@hubtwin/contract';
import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/create-audit-log.ts';
import type { ProblemError } from '../problem-error.ts';
import { eventOf } from './audit-request.ts';

interface EndedVisit {
  request: Request;
  response: Response;
  /** What was changed, and who changed it; null where nothing was. */
  change: { actor: string; details: unknown } | null;
  /** Null: it succeeded. */
  problem: ProblemError | null;
}

/**
 * Records a visit of a browser in the audit log. What changed nothing anybody can send as often as they like: the
 * visits of a minute are counted together, as refusals are. Of the query only what is no secret is kept.
 */
export function auditVisit(audit: AuditLog, route: RouteContract, ended: EndedVisit): void {
  if (route.isAudited !== true) return;
  const { request, response, change, problem } = ended;
  const note = { access: null, body: undefined, isWritten: false };
  const status = problem?.status ?? response.statusCode;
  const event = eventOf(route, { request, response, note, status, problem });
  if (change !== null) audit.record({ ...event, ...change });
  else audit.refuse({ ...event, details: problem === null ? null : { code: problem.code } });
}

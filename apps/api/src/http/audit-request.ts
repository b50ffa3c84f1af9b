import type { RouteContract } from '@hubtwin/contract';
import { senderOf } from '@hubtwin/service';
import { createRedactor } from '@hubtwin/telemetry';
import type { Request, Response } from 'express';
import type { AuditedEvent, AuditLog } from '../audit/create-audit-log.ts';
import { redactBody } from '../audit/redact-body.ts';
import type { ProblemError } from '../problem-error.ts';
import type { Access } from '../queries/access.ts';
import { operationId } from './operation-id.ts';
import { requestId } from './request-id.ts';

/** Data of a request while it is served. */
export interface AuditContext {
  /** Null until its key is verified. */
  access: Access | null;
  body: unknown;
  /** Whether its success is already in the log. */
  isWritten: boolean;
}

const refusals: ReadonlySet<string> = new Set([
  'unauthenticated',
  'missing_scope',
  'limited_key',
  'rate_limited',
  'invalid_state',
  'installation_denied',
  'installation_not_found',
  'github_bad_code',
]);
const longestPath = 300;
const redact = createRedactor([]);

interface Ended {
  request: Request;
  response: Response;
  audited: AuditContext;
  status: number;
  /** Null: it succeeded. */
  problem: ProblemError | null;
}

/** Records a completed request in the audit log, if it may change something or was refused. */
export function auditRequest(audit: AuditLog, route: RouteContract, ended: Ended): void {
  const { audited, problem } = ended;
  const event = eventOf(route, ended);
  if (event.outcome === 'refused') audit.refuse({ ...event, resource: route.path, details: null });
  else if ((route.method !== 'get' || route.isAudited === true) && !(audited.isWritten && problem === null)) {
    audit.record(event);
  }
}

/** The entry of a request in the audit log. */
export function eventOf(
  route: RouteContract,
  { request, response, audited, status, problem }: Ended,
): AuditedEvent {
  const [path = ''] = request.originalUrl.split('?', 1);
  const { access } = audited;
  return {
    actor: access?.actor ?? 'anonymous',
    actorName: access?.name ?? null,
    action: operationId(route),
    resource: redact(path).slice(0, longestPath),
    outcome: problem === null ? 'succeeded' : refusals.has(problem.code) ? 'refused' : 'failed',
    status,
    requestId: requestId(response),
    address: senderOf(request.ip ?? ''),
    details: detailsOf(request, audited),
  };
}

function detailsOf({ query }: Request, { body }: AuditContext): unknown {
  const sent = {
    ...(Object.keys(query).length > 0 && { query: redactBody(query) }),
    ...(body !== undefined && { body: redactBody(body) }),
  };
  return Object.keys(sent).length === 0 ? null : sent;
}

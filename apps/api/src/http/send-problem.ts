import { type Problem, problems } from '@hubtwin/contract';
import type { Response } from 'express';
import type { ProblemError } from '../problem-error.ts';
import { requestId } from './request-id.ts';

/** Answers with a problem document of RFC 9457. */
export function sendProblem(response: Response, error: ProblemError): void {
  const document: Problem = {
    type: `urn:hubtwin:problem:${error.code}`,
    title: problems[error.code].title,
    status: error.status,
    detail: error.message,
    code: error.code,
    request_id: requestId(response),
    ...(error.resetAt === undefined ? {} : { reset_at: error.resetAt.toISOString() }),
    ...(error.range === undefined ? {} : { range: error.range }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
  };
  response
    .status(error.status)
    .set({ 'Cache-Control': 'no-store', ...error.headers })
    .type('application/problem+json')
    .send(JSON.stringify(document));
}

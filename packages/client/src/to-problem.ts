import type { Problem } from './hubtwin-error.ts';

/** The problem of an answer; its body may be another, such as a page of a proxy. */
export function toProblem(status: number, body: unknown): Problem {
  const { code = 'unknown', title = `The API answered ${status}`, detail = '' } = Object(body);
  return {
    type: 'about:blank',
    request_id: '',
    ...Object(typeof body === 'object' ? body : null),
    status,
    code,
    title,
    detail,
  };
}

import { type ProblemCode, problems } from '@hubtwin/contract';

interface ProblemOptions {
  errors?: { path: string; message: string }[] | undefined;
  headers?: Record<string, string>;
  /** When a retry may succeed. */
  resetAt?: Date;
  /** The readable range of the change log. */
  range?: { oldest: number; newest: number };
  cause?: unknown;
}

/** An error that is answered as a problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: { path: string; message: string }[] | undefined;
  readonly headers: Record<string, string>;
  readonly resetAt: Date | undefined;
  readonly range: ProblemOptions['range'];

  constructor(
    code: ProblemCode,
    detail: string,
    { errors, headers = {}, resetAt, range, cause }: ProblemOptions = {},
  ) {
    super(detail, { cause });
    this.code = code;
    this.status = problems[code].status;
    this.errors = errors;
    this.headers = headers;
    this.resetAt = resetAt;
    this.range = range;
  }
}

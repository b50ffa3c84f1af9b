import { type ProblemCode, problems } from '@hubtwin/contract';

interface ProblemOptions {
  errors?: { path: string; message: string }[] | undefined;
  headers?: Record<string, string>;
  /** When it may be tried again. */
  resetAt?: Date;
  cause?: unknown;
}

/** An answer that is a problem document; the edge of the app writes it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: { path: string; message: string }[] | undefined;
  readonly headers: Record<string, string>;
  readonly resetAt: Date | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    { errors, headers = {}, resetAt, cause }: ProblemOptions = {},
  ) {
    super(detail, { cause });
    this.code = code;
    this.status = problems[code].status;
    this.errors = errors;
    this.headers = headers;
    this.resetAt = resetAt;
  }
}

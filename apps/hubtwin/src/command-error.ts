/** What commands exit with, beside 0. */
export const exitCodes = {
  /** It was done in part, or not at all. */
  failed: 1,
  usage: 2,
  configuration: 3,
  database: 4,
  queue: 5,
  github: 6,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

interface Failure {
  /** What scripts decide by. */
  code: string;
  /** What to do about it; null: the message states it. */
  remedy: string | null;
  exitCode: ExitCode;
  cause?: unknown;
}

/** A command could not do what it was called for: what happened in one line, and what to do about it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: string;
  readonly remedy: string | null;
  readonly exitCode: number;

  constructor(message: string, { code, remedy, exitCode, cause }: Failure) {
    super(message, { cause });
    this.code = code;
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

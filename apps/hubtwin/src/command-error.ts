/** Exit codes of commands, besides 0. */
export const exitCodes = {
  /** The command failed, or completed only in part. */
  failed: 1,
  usage: 2,
  configuration: 3,
  database: 4,
  queue: 5,
  github: 6,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

interface Failure {
  /** For scripts. */
  code: string;
  /** What to do about it; null: the message states it. */
  remedy: string | null;
  exitCode: ExitCode;
  cause?: unknown;
}

/** A command failed: the reason in one line, and how to fix it. */
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

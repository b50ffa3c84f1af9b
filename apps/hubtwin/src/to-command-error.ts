import { ConfigError } from '@hubtwin/config';
import { GitHubError, NoCredentialError } from '@hubtwin/github';
import { OperatorError, PortTakenError } from '@hubtwin/service';
import { CommanderError } from 'commander';
import { CommandError, type ExitCode, exitCodes } from './command-error.ts';
import { describeGitHubError } from './doctor/describe-github-error.ts';
import { reasonOf } from './reason-of.ts';
import { UsageError } from './usage-error.ts';

const help = 'Run hubtwin --help, or hubtwin <command> --help.';
const doctor = 'Run hubtwin doctor, which checks everything.';
/** Of Postgres: a missing table or column. */
const outdated = new Set(['42P01', '42703', '42883']);
/** Of Postgres: connections, authorisation, missing databases, resources, shutting down. */
const unavailable = /^(08...|28...|3D000|53...|57P0.)$/;

/** Of ioredis, whose errors have no code: too many retries, no connection, a connection that ended, no response. */
const unavailableRedis =
  /redis|MaxRetriesPerRequest|Stream isn't writeable|Connection is closed|Command timed out/i;

/** Converts any error into the error that a command reports. */
export function toCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = reasonOf(error);
  const failure = (code: string, exitCode: ExitCode, remedy: string | null) =>
    new CommandError(message, { code, exitCode, remedy, cause: error });
  if (error instanceof UsageError || error instanceof CommanderError)
    return failure('usage', exitCodes.usage, help);
  if (error instanceof ConfigError)
    return failure('configuration', exitCodes.configuration, 'See docs/configuration.md.');
  if (error instanceof PortTakenError) return failure(error.code, exitCodes.configuration, null);
  if (error instanceof OperatorError) return failure('failed', exitCodes.failed, null);
  if (error instanceof NoCredentialError)
    return failure(
      'github_no_credential',
      exitCodes.github,
      'Set GITHUB_TOKEN, or the App (hubtwin app create).',
    );
  if (error instanceof GitHubError) {
    const described = describeGitHubError(error, { refused: doctor });
    const { message: text, remedy } = described;
    return new CommandError(text, { code: error.code, exitCode: exitCodes.github, remedy, cause: error });
  }
  const code = error instanceof Error && 'code' in error ? `${error.code}` : '';
  if (outdated.has(code)) return failure('database_outdated', exitCodes.database, 'Run hubtwin migrate.');
  if (unavailable.test(code)) return failure('database_unavailable', exitCodes.database, doctor);
  if (error instanceof Error && unavailableRedis.test(`${error.name} ${error.message}`))
    return failure('queue_unavailable', exitCodes.queue, 'Start Redis, or correct REDIS_URL.');
  return failure('failed', exitCodes.failed, doctor);
}

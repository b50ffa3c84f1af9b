import { ConfigError } from '@hubtwin/config';
import { GitHubServerError, NoCredentialError } from '@hubtwin/github';
import { OperatorError, PortTakenError } from '@hubtwin/service';
import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { toCommandError } from './to-command-error.ts';
import { UsageError } from './usage-error.ts';

const coded = (code: string, message = 'no') => Object.assign(new Error(message), { code });

test.for([
  [new UsageError('--since: no'), 'usage', 2],
  [new CommanderError(1, 'commander.missingArgument', 'error: missing'), 'usage', 2],
  [new ConfigError(['A: is missing', 'B: is no number']), 'configuration', 3],
  [coded('57P03', 'the database system is starting up'), 'database_unavailable', 4],
  [coded('28P01', 'password authentication failed'), 'database_unavailable', 4],
  [coded('42P01', 'relation "issues" does not exist'), 'database_outdated', 4],
  [new Error('Reached the max retries per request limit: Redis'), 'queue_unavailable', 5],
  [new Error("Stream isn't writeable and enableOfflineQueue options is false"), 'queue_unavailable', 5],
  [new Error('Connection is closed.'), 'queue_unavailable', 5],
  [new Error('Command timed out'), 'queue_unavailable', 5],
  [new NoCredentialError('nothing is configured'), 'github_no_credential', 6],
  [
    new GitHubServerError('GitHub failed', { status: 502, requestId: null, resource: null }),
    'github_server',
    6,
  ],
  [new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1')]), 'failed', 1],
  [new Error(''), 'failed', 1],
  ['thrown', 'failed', 1],
] as const)('%s is said in one line with its remedy', ([error, code, exitCode]) => {
  const converted = toCommandError(error);
  expect(converted).toMatchObject({
    code,
    exitCode,
    message: expect.stringMatching(/^\S.*$/),
    remedy: expect.stringMatching(/^.{5,}$/),
  });
  expect(converted.message).not.toContain('\n');
});

test('several faults are one sentence', () => {
  const { message } = toCommandError(new ConfigError(['A: is missing', 'B: is no number']));
  expect(message).toBe('The configuration has 2 fault(s): A: is missing; B: is no number');
});

test.for([
  [new OperatorError('x is damaged; delete it.'), 'failed', 1],
  [new PortTakenError('Port 1 is in use. Stop what uses it.'), 'port_taken', 3],
] as const)('%s states its remedy itself', ([error, code, exitCode]) => {
  expect(toCommandError(error)).toMatchObject({ code, exitCode, message: error.message, remedy: null });
});

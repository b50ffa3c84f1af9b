import tab from '@bomb.sh/tab/commander';
import { Command, Option } from 'commander';
import { UsageError } from './usage-error.ts';

/** The options of every command that scripts use. */
const json = () => new Option('--json', 'one JSON document, for scripts').default(false);

const examples = (...lines: string[]) =>
  `\nExamples:\n${lines.map((line) => `  $ hubtwin ${line}`).join('\n')}`;

/** An action that loads its command when it is run. */
const run =
  <Arguments extends unknown[]>(load: () => Promise<(...given: Arguments) => Promise<void>>) =>
  async (...given: Arguments): Promise<void> =>
    (await load())(...given);

/** A command of what the image of the services leaves out. */
const onlyInCheckout =
  <Loaded>(load: () => Promise<Loaded>) =>
  (): Promise<Loaded> =>
    load().catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
      throw new UsageError(
        'This image has no embedded Postgres and no simulated GitHub: docs/operations.md says how to run the services from it.',
        { cause: error },
      );
    });

/**
 * The table of commands: what they are called with, what the help says of them, and what the shell completes. Each is
 * loaded when it is run, so that a completion does not wait for all of them.
 *
 * @returns what throws a CommanderError in place of ending the process.
 */
export function createProgram(): Command {
  const program = new Command('hubtwin')
    .description("A live twin of an organisation's GitHub data.")
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', '\ndocs/configuration.md lists the environment variables.');

  program
    .command('up')
    .description('start everything; what is not configured is brought along')
    .option('--demo', 'play GitHub, also where credentials are set')
    .option('--no-demo', 'do not play GitHub, also where no credentials are set')
    .option('--only <services>', 'the services to start, separated by commas')
    .addHelpText('after', examples('up', 'up --demo', 'up --no-demo --only ingress,sync-worker,api'))
    .action(run(onlyInCheckout(async () => (await import('./commands/up.ts')).upCommand)));

  const app = program.command('app').description('the GitHub App that Hubtwin runs as');
  app
    .command('create')
    .description('have GitHub make the App that Hubtwin needs, and keep its secrets in a file for up')
    .option('--organization <login>', 'whose App it is; by default your own')
    .option('--name <name>', 'at most 34 characters, and nobody else’s on GitHub')
    .option('--output <file>', 'the environment file to write; by default .hubtwin/github-app.env')
    .addHelpText(
      'after',
      examples('app create --organization your-org', 'app create --name "Our Twin" --output app.env'),
    )
    .action(run(async () => (await import('./commands/app.ts')).appCreateCommand));

  program
    .command('migrate')
    .description('bring the database of DATABASE_URL to the newest schema')
    .addHelpText('after', examples('migrate'))
    .action(run(async () => (await import('./commands/migrate.ts')).migrateCommand));

  program
    .command('import')
    .description('read repositories into the twin, and show how far that is')
    .argument('<owner[/repository]>', 'an organisation or a user, or one of their repositories')
    .addOption(json())
    .addHelpText('after', examples('import your-org', 'import your-org/your-repo --json'))
    .action(run(async () => (await import('./commands/import.ts')).importCommand));

  program
    .command('sync')
    .description('read again what moved in a repository')
    .argument('<owner/repository>', 'a repository of the twin')
    .option('--force', 'every list from its beginning, however lately that was done', false)
    .addOption(json())
    .addHelpText('after', examples('sync your-org/your-repo', 'sync your-org/your-repo --force'))
    .action(run(async () => (await import('./commands/sync.ts')).syncCommand));

  program
    .command('recover')
    .description('have GitHub send again what did not arrive')
    .option('--deep', 'look through all it keeps, and begin anew with what was given up', false)
    .addHelpText('after', examples('recover', 'recover --deep'))
    .action(run(async () => (await import('./commands/recover.ts')).recoverCommand));

  program
    .command('replay')
    .description('process a delivery once more, or all that failed')
    .argument('[delivery]', 'the GUID of a delivery, in place of --failed')
    .option('--failed', 'all that failed or are parked, as far as the filters match', false)
    .option('--event <event>', 'such as issues')
    .option('--action <action>', 'such as opened')
    .option('--repository <owner/repository>', 'in any case, also an old name')
    .option('--since <time>', 'only what was received at or after it: 2026-03-01, or 2h ago as 2h')
    .option('--until <time>', 'only what was received before it')
    .option('--limit <count>', 'the oldest ones at most', '10000')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'replay 72d3162e-cc78-11e3-81ab-4c9367dc0958',
        'replay --failed',
        'replay --failed --event issues --since 2h --json',
      ),
    )
    .action(run(async () => (await import('./commands/replay.ts')).replayCommand));

  program
    .command('status')
    .description('queues, deliveries of the last hour, lag, syncs, drift, budget, services')
    .option('--watch', 'show it anew every two seconds', false)
    .addOption(json())
    .addHelpText('after', examples('status', 'status --watch', 'status --json'))
    .action(run(async () => (await import('./commands/status.ts')).statusCommand));

  const keys = program.command('keys').description('API keys');
  keys
    .command('create')
    .description('make an API key; it is shown this once')
    .argument('<name>', 'what it is for')
    .addOption(
      new Option('--scope <scopes...>', 'what it may do; a scope implies no other')
        .choices(['read', 'write', 'admin'])
        .default(['read']),
    )
    .option('--repository <repositories...>', 'the only ones it sees, by name or by id; by default all')
    .option('--expires <time>', 'when it ends: 2027-03-01, or in 90 days as 90d; by default never')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'keys create dashboard',
        'keys create deploy --scope read write --repository your-org/your-repo --expires 90d',
      ),
    )
    .action(run(async () => (await import('./commands/keys.ts')).createKeyCommand));
  keys
    .command('list')
    .description('the API keys, the newest first')
    .addOption(json())
    .addHelpText('after', examples('keys list', 'keys list --json'))
    .action(run(async () => (await import('./commands/keys.ts')).listKeysCommand));
  keys
    .command('revoke')
    .description('end an API key at once')
    .argument('<id>', 'as keys list shows it')
    .addOption(json())
    .addHelpText('after', examples('keys revoke 7'))
    .action(run(async () => (await import('./commands/keys.ts')).revokeKeyCommand));

  const secrets = program.command('secrets').description('stored secrets');
  secrets
    .command('rotate')
    .description('encrypt every stored secret under the first of ENCRYPTION_KEYS, while everything runs')
    .addOption(json())
    .addHelpText('after', examples('secrets rotate', 'secrets rotate --json'))
    .action(run(async () => (await import('./commands/secrets.ts')).rotateSecretsCommand));

  program
    .command('doctor')
    .description('check what Hubtwin needs, and say how to mend it')
    .addOption(json())
    .addHelpText('after', examples('doctor', 'doctor --json'))
    .action(run(async () => (await import('./commands/doctor.ts')).doctorCommand));

  program
    .command('simulator')
    .description('a GitHub that sends deliveries of a demo organisation')
    .addHelpText('after', examples('simulator'))
    .action(run(onlyInCheckout(async () => (await import('./commands/simulator.ts')).simulatorCommand)));

  tab(program, { completionCommandName: 'completion' });
  program.commands
    .find((command) => command.name() === 'completion')
    ?.description('print what makes a shell complete these commands')
    .addHelpText('after', examples('completion zsh', 'completion bash > ~/.hubtwin-completion'));
  return program;
}

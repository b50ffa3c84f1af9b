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

/** A command of a package that the services' image excludes. */
const onlyInCheckout =
  <Loaded>(load: () => Promise<Loaded>) =>
  (): Promise<Loaded> =>
    load().catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
      throw new UsageError(
        'This image has no embedded Postgres and no simulated GitHub: see docs/operations.md for how to run the services from it.',
        { cause: error },
      );
    });

/**
 * The table of commands, with their arguments, help texts and shell completion. Each is
 * loaded when it runs, so that a completion does not load all of them.
 *
 * @returns a program that throws a CommanderError instead of ending the process.
 */
export function createProgram(): Command {
  const program = new Command('hubtwin')
    .description("A live twin of an organisation's GitHub data.")
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', '\ndocs/configuration.md lists the environment variables.');

  program
    .command('up')
    .description('start all services, with an embedded Postgres and generated secrets unless configured')
    .option('--demo', 'simulate GitHub even if credentials are set')
    .option('--no-demo', 'do not simulate GitHub even if no credentials are set')
    .option('--only <services>', 'the services to start, separated by commas')
    .addHelpText('after', examples('up', 'up --demo', 'up --no-demo --only ingress,sync-worker,api'))
    .action(run(onlyInCheckout(async () => (await import('./commands/up.ts')).upCommand)));

  const app = program.command('app').description('the GitHub App that Hubtwin runs as');
  app
    .command('create')
    .description('create the GitHub App that Hubtwin needs, and store its secrets in a file for up')
    .option('--organization <login>', 'the owner of the App; by default your account')
    .option('--name <name>', 'at most 34 characters, unique on GitHub')
    .option('--output <file>', 'the environment file to write; by default .hubtwin/github-app.env')
    .addHelpText(
      'after',
      examples('app create --organization your-org', 'app create --name "Our Twin" --output app.env'),
    )
    .action(run(async () => (await import('./commands/app.ts')).appCreateCommand));

  program
    .command('migrate')
    .description('migrate the database of DATABASE_URL to the newest schema')
    .addHelpText('after', examples('migrate'))
    .action(run(async () => (await import('./commands/migrate.ts')).migrateCommand));

  program
    .command('import')
    .description('import repositories into the twin, and show the progress')
    .argument('<owner[/repository]>', 'an organisation or a user, or one of their repositories')
    .addOption(json())
    .addHelpText('after', examples('import your-org', 'import your-org/your-repo --json'))
    .action(run(async () => (await import('./commands/import.ts')).importCommand));

  program
    .command('sync')
    .description('read the changes of a repository from GitHub')
    .argument('<owner/repository>', 'a repository of the twin')
    .option('--force', 'read every list from its beginning', false)
    .addOption(json())
    .addHelpText('after', examples('sync your-org/your-repo', 'sync your-org/your-repo --force'))
    .action(run(async () => (await import('./commands/sync.ts')).syncCommand));

  program
    .command('recover')
    .description('request redelivery of missed deliveries from GitHub')
    .option('--deep', 'check all deliveries that GitHub keeps, and retry those that were given up', false)
    .addHelpText('after', examples('recover', 'recover --deep'))
    .action(run(async () => (await import('./commands/recover.ts')).recoverCommand));

  program
    .command('replay')
    .description('process a delivery again, or all that failed')
    .argument('[delivery]', 'the GUID of a delivery, instead of --failed')
    .option('--failed', 'all failed or parked deliveries that match the filters', false)
    .option('--event <event>', 'such as issues')
    .option('--action <action>', 'such as opened')
    .option('--repository <owner/repository>', 'case-insensitive; old names are accepted')
    .option('--since <time>', 'only deliveries received at or after it: 2026-03-01, or 2h for two hours ago')
    .option('--until <time>', 'only deliveries received before it')
    .option('--limit <count>', 'at most so many, the oldest first', '10000')
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
    .description('show queues, deliveries of the last hour, lag, syncs, drift, budget, services')
    .option('--watch', 'refresh every two seconds', false)
    .addOption(json())
    .addHelpText('after', examples('status', 'status --watch', 'status --json'))
    .action(run(async () => (await import('./commands/status.ts')).statusCommand));

  const keys = program.command('keys').description('API keys');
  keys
    .command('create')
    .description('create an API key; it is shown only once')
    .argument('<name>', 'a name that describes its use')
    .addOption(
      new Option('--scope <scopes...>', 'its permissions; a scope implies no other')
        .choices(['read', 'write', 'admin'])
        .default(['read']),
    )
    .option(
      '--repository <repositories...>',
      'the repositories that it is limited to, by name or id; by default all',
    )
    .option('--expires <time>', 'when it expires: 2027-03-01, or 90d for in 90 days; by default never')
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
    .description('list the API keys, the newest first')
    .addOption(json())
    .addHelpText('after', examples('keys list', 'keys list --json'))
    .action(run(async () => (await import('./commands/keys.ts')).listKeysCommand));
  keys
    .command('revoke')
    .description('revoke an API key immediately')
    .argument('<id>', 'the id that keys list shows')
    .addOption(json())
    .addHelpText('after', examples('keys revoke 7'))
    .action(run(async () => (await import('./commands/keys.ts')).revokeKeyCommand));

  const secrets = program.command('secrets').description('stored secrets');
  secrets
    .command('rotate')
    .description('encrypt every stored secret under the first of ENCRYPTION_KEYS, without downtime')
    .addOption(json())
    .addHelpText('after', examples('secrets rotate', 'secrets rotate --json'))
    .action(run(async () => (await import('./commands/secrets.ts')).rotateSecretsCommand));

  program
    .command('doctor')
    .description('check everything that Hubtwin needs, and show how to fix problems')
    .addOption(json())
    .addHelpText('after', examples('doctor', 'doctor --json'))
    .action(run(async () => (await import('./commands/doctor.ts')).doctorCommand));

  program
    .command('simulator')
    .description('simulate GitHub with a demo organisation that sends deliveries')
    .addHelpText('after', examples('simulator'))
    .action(
      run(
        onlyInCheckout(async () => {
          const { serve } = await import('./commands/simulator.ts');
          return () => serve();
        }),
      ),
    );

  tab(program, { completionCommandName: 'completion' });
  program.commands
    .find((command) => command.name() === 'completion')
    ?.description('print the completion script of a shell')
    .addHelpText('after', examples('completion zsh', 'completion bash > ~/.hubtwin-completion'));
  return program;
}

import { parseArgs } from 'node:util';
import { runProcess } from '@hubtwin/service';
import { appCommand } from './commands/app.ts';
import { importCommand } from './commands/import.ts';
import { migrateCommand } from './commands/migrate.ts';
import { recoverCommand } from './commands/recover.ts';
import { simulatorCommand } from './commands/simulator.ts';
import { syncCommand } from './commands/sync.ts';
import { upCommand } from './commands/up.ts';
import { isUsageError } from './usage-error.ts';

const usage = `hubtwin: a live twin of an organisation's GitHub data

  hubtwin up [--demo | --no-demo] [--only ingress,sync-worker,api]
                        start everything; what is not configured is brought along
  hubtwin app create [--organization <login>] [--name <name>] [--output <file>]
                        have GitHub make the App that Hubtwin needs, and keep its secrets in a file for up
  hubtwin migrate       bring the database of DATABASE_URL to the newest schema
  hubtwin import <owner>[/<repository>] [--json]
                        read repositories into the twin, and show how far that is
  hubtwin sync <owner>/<repository> [--force] [--json]
                        read again what moved in a repository; --force: everything
  hubtwin recover [--deep]
                        have GitHub send again what did not arrive; --deep: look through all it keeps,
                        and begin anew with what was given up
  hubtwin simulator     a GitHub that sends deliveries of a demo organisation

docs/configuration.md lists the environment variables.`;

const commands: Record<string, (args: string[]) => Promise<void>> = {
  up: upCommand,
  app: appCommand,
  import: importCommand,
  migrate: migrateCommand,
  recover: recoverCommand,
  simulator: simulatorCommand,
  sync: syncCommand,
};

await runProcess(async () => {
  const [name = 'help', ...args] = process.argv.slice(2);
  const { values } = parseArgs({
    args: [name],
    options: { help: { type: 'boolean', short: 'h' } },
    strict: false,
  });
  const command = commands[name];
  if (command !== undefined) {
    return command(args).catch((error: unknown) => {
      if (!isUsageError(error)) throw error;
      console.error(error.message);
      process.exitCode = 2;
    });
  }
  console.log(usage);
  if (name !== 'help' && values.help !== true) {
    console.error(`\nUnknown command: ${name}`);
    process.exitCode = 2;
  }
});

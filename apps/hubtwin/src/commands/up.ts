import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '@hubtwin/config';
import { watchStopRequests } from '@hubtwin/service';
import { describeInstallation } from '../up/describe-installation.ts';
import { recordEnvironment } from '../up/local-environment.ts';
import { openEmbeddedPostgres } from '../up/open-postgres.ts';
import { planInstallation, type UpOptions } from '../up/plan-installation.ts';
import { runToEnd } from '../up/run-to-end.ts';
import { modestHeap } from '../up/services.ts';
import { startServices } from '../up/start-services.ts';

const commandLine = fileURLToPath(new URL('../main.ts', import.meta.url));
const loader = fileURLToPath(new URL('../up/load-services.ts', import.meta.url));
/** The exit code of a command that Ctrl-C ended, as in a shell. */
const interruptedExitCode = 130;

/**
 * `hubtwin up`: runs everything on this machine, with an embedded Postgres and generated secrets unless configured. It ends, with all that
 * it started, when a stop is requested, also while it starts.
 */
export async function upCommand(options: UpOptions): Promise<void> {
  const { requested: signal, repeated: hurry } = watchStopRequests();
  // A closed terminal accepts no more output; the services are still stopped in order.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
  signal.addEventListener('abort', () => console.log('Stopping ...'));
  hurry.addEventListener('abort', () => {
    console.log('Killing the remaining processes ...');
    process.exitCode = interruptedExitCode;
  });
  try {
    await runUntil(signal, hurry, options);
  } catch (error) {
    // Failures that a stop causes are not errors.
    if (!signal.aborted) throw error;
  }
}

async function runUntil(signal: AbortSignal, hurry: AbortSignal, options: UpOptions): Promise<void> {
  const installation = await planInstallation(options);
  await using running = new AsyncDisposableStack();
  console.log('Starting Postgres ...');
  const load = runToEnd({ args: [...modestHeap, loader], environment: childEnvironment({}), signal });
  // Awaited below; a failure of an earlier step is reported first.
  load.catch(() => {});
  const directory = join(installation.home, 'postgres');
  const databaseUrl =
    installation.databaseUrl ??
    running.use(await openEmbeddedPostgres({ directory, signal, hurry }, console.log)).url;
  const environment = installation.environmentWith(databaseUrl);
  recordEnvironment(installation.home, environment);
  // In a separate process, which can be ended at any statement.
  await runToEnd({
    args: [...modestHeap, commandLine, 'migrate'],
    environment: childEnvironment(environment),
    signal,
  });
  await load;
  running.use(await startServices({ installation, environment, signal, hurry }));
  signal.throwIfAborted();
  console.log(describeInstallation(installation, databaseUrl));
  await once(signal, 'abort');
}

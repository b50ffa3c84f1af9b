import { once } from 'node:events';
import { watchStopRequests } from '@hubtwin/service';
import { compileServices } from '../up/compile-services.ts';
import { describeInstallation } from '../up/describe-installation.ts';
import { openDatabase } from '../up/open-database.ts';
import { planInstallation, type UpOptions } from '../up/plan-installation.ts';
import { startServices } from '../up/start-services.ts';

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
  signal.throwIfAborted();
  console.log('Starting Postgres ...');
  const opening = openDatabase(installation, { signal, hurry });
  const environment = opening.then((database) => database.environment);
  // Reported below; the services may never wait for it.
  environment.catch(() => {});
  const starting = compileServices(signal).then(() =>
    startServices({ installation, environment, signal, hurry }),
  );
  const [database, services] = await Promise.allSettled([opening, starting]);
  await using running = new AsyncDisposableStack();
  for (const outcome of [database, services]) if (outcome.status === 'fulfilled') running.use(outcome.value);
  if (database.status === 'rejected') throw database.reason;
  if (services.status === 'rejected') throw services.reason;
  signal.throwIfAborted();
  console.log(describeInstallation(installation, database.value.url));
  await once(signal, 'abort');
}

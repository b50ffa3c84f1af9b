import { join } from 'node:path';
import { childEnvironment } from '@hubtwin/config';
import { createProgress } from '../progress.ts';
import { simulatorEnvironment } from './demo-environment.ts';
import { keepRunning } from './keep-running.ts';
import type { Installation } from './plan-installation.ts';
import { simulatorService, type UpService } from './services.ts';

interface StartOptions {
  installation: Installation;
  /** The variables of the services, when the database is ready. */
  environment: Promise<Record<string, string>>;
  /** Aborting it ends a start that has not finished. */
  signal: AbortSignal;
  /** Aborting it kills the remaining processes. */
  hurry: AbortSignal;
}

/** The simulator stops at once; the others finish running jobs. */
const stopSimulatorWithinMs = 2_000;
const stopWithinMs = 4_000;

/**
 * Runs the services of an installation in one process, and the simulator in another. Both load their modules while the
 * database is prepared. The simulator starts last, because GitHub does not send a delivery twice. Disposing stops them in
 * the reverse order.
 *
 * @throws if one does not start, or `environment` rejects; started services are stopped then.
 */
export async function startServices(options: StartOptions): Promise<AsyncDisposable> {
  const { installation, environment, signal, hurry } = options;
  const { home, services, logs, secrets, metricsPortOf } = installation;
  const progress = createProgress();
  const ready: string[] = [];

  /** @param own variables of this process, which replace those of all. */
  const run = async (
    members: UpService[],
    process: {
      name: string;
      own: Record<string, string>;
      after: Promise<unknown>;
      stopWithinMs: number;
    },
  ): Promise<AsyncDisposable | undefined> => {
    if (members.length === 0) return undefined;
    const { name, own, after, stopWithinMs } = process;
    const membersWith = (common: Record<string, string>) =>
      members.map((service) => ({
        entry: service.entry,
        environment: { ...common, METRICS_PORT: `${metricsPortOf(service)}`, ...own },
      }));
    const running = await keepRunning({
      name,
      entries: members.map(({ entry }) => entry),
      environment: childEnvironment(own),
      members: Promise.all([environment, after]).then(([common]) => membersWith(common)),
      logFile: join(logs, `${name}.log`),
      stopWithinMs,
      signal,
      hurry,
      say: console.log,
    });
    ready.push(...members.map((member) => member.name));
    const text = `${ready.length}/${services.length} services run: ${ready.join(', ')}`;
    progress.show(ready.length, services.length, text);
    return running;
  };

  const runningServices = run(
    services.filter((service) => service !== simulatorService),
    { name: 'services', own: {}, after: Promise.resolve(), stopWithinMs },
  );
  // It must not know the secrets of the twin, so it runs in a separate process.
  const runningSimulator = run(
    services.filter((service) => service === simulatorService),
    {
      name: simulatorService.name,
      own: simulatorEnvironment(home, secrets),
      after: runningServices,
      stopWithinMs: stopSimulatorWithinMs,
    },
  );
  await using started = new AsyncDisposableStack();
  const outcomes = await Promise.allSettled([runningServices, runningSimulator]);
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') started.use(outcome.value);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  progress.end();
  return started.move();
}

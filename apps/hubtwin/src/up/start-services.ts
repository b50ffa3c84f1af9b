import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '@hubtwin/config';
import { createProgress } from '../progress.ts';
import { simulatorEnvironment } from './demo-environment.ts';
import { keepRunning } from './keep-running.ts';
import type { Installation } from './plan-installation.ts';
import type { ServiceOptions } from './service-process.ts';
import { modestHeap, simulatorService, type UpService } from './services.ts';

interface StartOptions {
  installation: Installation;
  environment: Record<string, string>;
  /** Aborting it ends a start that has not finished. */
  signal: AbortSignal;
  /** Aborting it kills the remaining processes. */
  hurry: AbortSignal;
}

/** The simulator stops at once; the others finish running jobs. */
const stopSimulatorWithinMs = 2_000;
const stopWithinMs = 4_000;

const together = fileURLToPath(new URL('run-together.ts', import.meta.url));

/**
 * Starts the services of an installation in one process, and then the simulator, because GitHub does not send a delivery
 * twice. Disposing stops them in the reverse order.
 *
 * @throws if one does not start; started services are stopped then.
 */
export async function startServices(options: StartOptions): Promise<AsyncDisposable> {
  const { installation, environment, signal, hurry } = options;
  const { home, services, logs, secrets, metricsPortOf } = installation;
  const progress = createProgress();
  const shared = { signal, hurry, say: console.log };
  const ready: string[] = [];
  const start = async (members: UpService[], process: Omit<ServiceOptions, keyof typeof shared>) => {
    const running = await keepRunning({ ...shared, ...process });
    ready.push(...members.map(({ name }) => name));
    progress.show(
      ready.length,
      services.length,
      `${ready.length}/${services.length} services run: ${ready.join(', ')}`,
    );
    return running;
  };

  await using started = new AsyncDisposableStack();
  const beside = services.filter((service) => service !== simulatorService);
  if (beside.length > 0) {
    const each = beside.map((service) => ({
      entry: service.entry,
      environment: { METRICS_PORT: `${metricsPortOf(service)}` },
    }));
    started.use(
      await start(beside, {
        name: 'services',
        args: [...modestHeap, together, JSON.stringify(each)],
        environment: childEnvironment(environment),
        parts: beside.length,
        logFile: join(logs, 'services.log'),
        stopWithinMs,
      }),
    );
  }
  if (services.includes(simulatorService)) {
    // It must not know the secrets of the twin, so it runs in a separate process.
    started.use(
      await start([simulatorService], {
        name: simulatorService.name,
        args: [...modestHeap, simulatorService.entry, 'simulator'],
        environment: childEnvironment({
          ...environment,
          METRICS_PORT: `${metricsPortOf(simulatorService)}`,
          ...simulatorEnvironment(home, secrets),
        }),
        parts: 1,
        logFile: join(logs, 'simulator.log'),
        stopWithinMs: stopSimulatorWithinMs,
      }),
    );
  }
  progress.end();
  return started.move();
}

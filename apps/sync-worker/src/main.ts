import { loadServiceConfig } from '@hubtwin/config';
import { announceReady, runProcess, stopSignal } from '@hubtwin/service';
import { guardFence } from '@hubtwin/service/stores';
import { startTelemetry } from '@hubtwin/telemetry';
import { syncWorkerSections } from './config.ts';
import { createContext } from './context.ts';
import { startWorkers } from './start-workers.ts';

/** Runs the service until a stop is requested. @param environment by default this process's own. */
export async function serve(environment?: NodeJS.ProcessEnv): Promise<void> {
  const config = await loadServiceConfig(syncWorkerSections, environment);
  await using telemetry = await startTelemetry('sync-worker', config.process);
  await using context = await createContext(config, telemetry);
  await using fence = await guardFence(context);
  await using _workers = await startWorkers(context);
  telemetry.logger.info('sync-worker runs');
  announceReady();
  await fence.until(stopSignal());
}

if (import.meta.main) await runProcess(serve);

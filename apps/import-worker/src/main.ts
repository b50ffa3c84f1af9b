import { loadServiceConfig } from '@hubtwin/config';
import { announceReady, runProcess, stopSignal } from '@hubtwin/service';
import { guardFence } from '@hubtwin/service/stores';
import { startTelemetry } from '@hubtwin/telemetry';
import { importWorkerSections } from './config.ts';
import { createContext } from './context.ts';
import { importJob } from './jobs/import.ts';

/** Runs the service until a stop is requested. @param environment by default this process's own. */
export async function serve(environment?: NodeJS.ProcessEnv): Promise<void> {
  const config = await loadServiceConfig(importWorkerSections, environment);
  await using telemetry = await startTelemetry('import-worker', config.process);
  await using context = createContext(config, telemetry);
  await using fence = await guardFence(context);
  await using _worker = await context.queues.runWorker(importJob(context));
  telemetry.logger.info('import-worker runs');
  announceReady();
  await fence.until(stopSignal());
}

if (import.meta.main) await runProcess(serve);

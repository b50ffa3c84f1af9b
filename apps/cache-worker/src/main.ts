import { loadServiceConfig } from '@hubtwin/config';
import { announceReady, runProcess, stopSignal } from '@hubtwin/service';
import { guardFence } from '@hubtwin/service/stores';
import { startTelemetry } from '@hubtwin/telemetry';
import { cacheWorkerSections } from './config.ts';
import { createContext } from './context.ts';
import { follow } from './follow.ts';

/** Runs the service until a stop is requested. @param environment by default this process's own. */
export async function serve(environment?: NodeJS.ProcessEnv): Promise<void> {
  const config = await loadServiceConfig(cacheWorkerSections, environment);
  await using telemetry = await startTelemetry('cache-worker', config.process);
  await using context = createContext(config, telemetry);
  await using fence = await guardFence(context);
  await using _following = follow(context);
  telemetry.logger.info('cache-worker runs');
  announceReady();
  await fence.until(stopSignal());
}

if (import.meta.main) await runProcess(serve);

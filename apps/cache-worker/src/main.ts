import { loadServiceConfig } from '@hubtwin/config';
import { announceReady, runProcess, stopSignal } from '@hubtwin/service';
import { startTelemetry } from '@hubtwin/telemetry';
import { cacheWorkerSections } from './config.ts';
import { createContext } from './context.ts';
import { follow } from './follow.ts';

await runProcess(async () => {
  const config = await loadServiceConfig(cacheWorkerSections);
  await using telemetry = await startTelemetry('cache-worker', config.process);
  await using context = createContext(config, telemetry);
  await using _following = follow(context);
  telemetry.logger.info('cache-worker runs');
  announceReady();
  await stopSignal();
});

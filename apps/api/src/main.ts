import { loadServiceConfig } from '@hubtwin/config';
import { announceReady, listen, runProcess, stopSignal } from '@hubtwin/service';
import { guardFence } from '@hubtwin/service/stores';
import { startTelemetry } from '@hubtwin/telemetry';
import { apiSections } from './config.ts';
import { createContext } from './context.ts';
import { createApp } from './create-app.ts';

/** Runs the service until a stop is requested. @param environment by default this process's own. */
export async function serve(environment?: NodeJS.ProcessEnv): Promise<void> {
  const config = await loadServiceConfig(apiSections, environment);
  await using telemetry = await startTelemetry('api', config.process);
  await using context = createContext(config, telemetry);
  await using fence = await guardFence(context);
  await using service = await listen(createApp(context), {
    port: config.api.port,
    variable: 'API_PORT',
    host: config.process.listenHost,
    lingerMs: 1_000,
  });
  telemetry.logger.info({ port: service.port }, 'api listens');
  announceReady();
  await fence.until(stopSignal());
  context.feed.close();
}

if (import.meta.main) await runProcess(serve);

import { loadServiceConfig } from '@hubtwin/config';
import { announceReady, listen, runProcess, stopSignal } from '@hubtwin/service';
import { startTelemetry } from '@hubtwin/telemetry';
import { ingressSections } from './config.ts';
import { createContext } from './context.ts';
import { createApp } from './create-app.ts';

/** Runs the service until a stop is requested. @param environment by default this process's own. */
export async function serve(environment?: NodeJS.ProcessEnv): Promise<void> {
  const config = await loadServiceConfig(ingressSections, environment);
  await using telemetry = await startTelemetry('ingress', config.process);
  await using context = await createContext(config, telemetry);
  await using service = await listen(createApp(context), {
    port: config.ingress.port,
    variable: 'INGRESS_PORT',
    host: config.process.listenHost,
    lingerMs: 1_000,
  });
  telemetry.logger.info({ port: service.port }, 'ingress listens');
  announceReady();
  await stopSignal();
}

if (import.meta.main) await runProcess(serve);

import { loadServiceConfig } from '@hubtwin/config';
import { announceReady, listen, runProcess, stopSignal } from '@hubtwin/service';
import { startTelemetry } from '@hubtwin/telemetry';
import { ingressSections } from './config.ts';
import { createContext } from './context.ts';
import { createApp } from './create-app.ts';

await runProcess(async () => {
  const config = await loadServiceConfig(ingressSections);
  await using telemetry = await startTelemetry('ingress', config.process);
  await using context = await createContext(config, telemetry);
  await using service = await listen(createApp(context), {
    port: config.ingress.port,
    variable: 'INGRESS_PORT',
    lingerMs: 1_000,
  });
  telemetry.logger.info({ port: service.port }, 'ingress listens');
  announceReady();
  await stopSignal();
});

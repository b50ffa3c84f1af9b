import { loadServiceConfig } from '@hubtwin/config';
import { announceReady, listen, runProcess, stopSignal } from '@hubtwin/service';
import { startTelemetry } from '@hubtwin/telemetry';
import { apiSections } from './config.ts';
import { createContext } from './context.ts';
import { createApp } from './create-app.ts';

await runProcess(async () => {
  const config = await loadServiceConfig(apiSections);
  await using telemetry = await startTelemetry('api', config.process);
  await using context = createContext(config, telemetry);
  await using service = await listen(createApp(context), {
    port: config.api.port,
    variable: 'API_PORT',
    lingerMs: 1_000,
  });
  telemetry.logger.info({ port: service.port }, 'api listens');
  announceReady();
  await stopSignal();
});

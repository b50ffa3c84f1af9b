import { loadConfig, processConfig, simulatorConfig } from '@hubtwin/config';
import { startSimulator } from '@hubtwin/github-simulator';
import { announceReady, listen, stopSignal } from '@hubtwin/service';
import { startTelemetry } from '@hubtwin/telemetry';

/** `hubtwin simulator`: plays a GitHub whose demo organisation keeps sending deliveries. */
export async function simulatorCommand(): Promise<void> {
  const { process, simulator: config } = loadConfig({ process: processConfig, simulator: simulatorConfig });
  await using telemetry = await startTelemetry('simulator', process);
  await using running = await startSimulator({
    // Ids and GUIDs follow from the seed: the ones of an earlier start are known to the twin already.
    seed: Date.now(),
    port: config.port,
    app: config.app,
    ...(config.clientSecret !== undefined && { clientSecret: config.clientSecret }),
    callbackUrls: [`${config.apiUrl}/api/v1/auth/github/callback`],
    webhookUrl: config.webhookUrl,
    webhookSecret: config.webhookSecret,
    scenario: 'demo',
    listen: (handler, port) => listen(handler, { port, variable: 'SIMULATOR_PORT' }),
  });
  telemetry.logger.info({ port: running.port }, 'simulator listens');
  announceReady();
  await stopSignal();
}

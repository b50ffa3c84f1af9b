import { loadConfig, processConfig, simulatorConfig } from '@hubtwin/config';
import { startSimulator } from '@hubtwin/github-simulator';
import { announceReady, listen, stopSignal } from '@hubtwin/service';
import { startTelemetry } from '@hubtwin/telemetry';
import { demoGrants } from '../up/demo-grants.ts';

/**
 * `hubtwin simulator`: simulates GitHub with a demo organisation that sends deliveries, until a stop is requested.
 *
 * @param environment by default this process's own.
 */
export async function serve(environment?: NodeJS.ProcessEnv): Promise<void> {
  const sections = { process: processConfig, simulator: simulatorConfig };
  const { process, simulator: config } = loadConfig(sections, environment);
  await using telemetry = await startTelemetry('simulator', process);
  await using running = await startSimulator({
    // For a new world: ids and GUIDs derive from the seed, and the twin may know those of another world.
    seed: Date.now(),
    worldFile: config.worldFile,
    onWorldFileError: (error) =>
      telemetry.logger.warn({ err: error }, 'the simulated GitHub is not stored; it continues in memory'),
    grants: demoGrants(),
    port: config.port,
    ...(config.url !== undefined && { url: config.url }),
    ...(config.controlToken !== undefined && { controlToken: config.controlToken }),
    // Its control API must not make it send to other servers of this machine or network.
    deliveryOrigins: [new URL(config.webhookUrl).origin],
    app: config.app,
    ...(config.clientSecret !== undefined && { clientSecret: config.clientSecret }),
    callbackUrls: [`${config.apiUrl}/api/v1/auth/github/callback`],
    webhookUrl: config.webhookUrl,
    webhookSecret: config.webhookSecret,
    scenario: 'demo',
    listen: (handler, port) =>
      listen(handler, { port, variable: 'SIMULATOR_PORT', host: process.listenHost }),
  });
  telemetry.logger.info({ port: running.port }, 'simulator listens');
  announceReady();
  await stopSignal();
}

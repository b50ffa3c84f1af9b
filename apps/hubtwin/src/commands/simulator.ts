import { loadConfig, processConfig, simulatorConfig } from '@hubtwin/config';
import {
  createDeliverer,
  createRest,
  createSimulator,
  createSimulatorHandler,
  runScenario,
} from '@hubtwin/github-simulator';
import { announceReady, listen, stopSignal } from '@hubtwin/service';

/** `hubtwin simulator`: plays a GitHub whose demo organisation keeps sending deliveries. */
export async function simulatorCommand(): Promise<void> {
  const { simulator: config } = loadConfig({ process: processConfig, simulator: simulatorConfig });
  // Ids and GUIDs follow from the seed: the ones of an earlier start are known to the twin already.
  // What payloads and lists link to is served here.
  const url = `http://127.0.0.1:${config.port}`;
  const simulator = createSimulator({
    seed: Date.now(),
    host: { api: url, html: url, avatars: url, uploads: url },
    webhookUrl: config.webhookUrl,
    webhookSecret: config.webhookSecret,
  });
  const deliverer = createDeliverer({ appId: simulator.app.id });
  const rest = createRest({ simulator, deliverer });
  await using service = await listen(createSimulatorHandler({ simulator, deliverer, rest }), {
    port: config.port,
    variable: 'SIMULATOR_PORT',
  });
  console.log(JSON.stringify({ service: 'simulator', port: service.port, msg: 'simulator listens' }));
  announceReady();
  const stopping = new AbortController();
  const scenario = runScenario({ simulator, deliver: deliverer.deliver, signal: stopping.signal });
  await stopSignal();
  stopping.abort();
  await scenario;
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSimulator, type Simulator, type SimulatorOptions } from '../create-simulator.ts';
import { createDeliverer, type Deliverer } from '../delivery/create-deliverer.ts';
import { createRest, type Rest, type RestOptions } from './create-rest.ts';

/** A simulator that listens on its own port; its payloads contain that address. */
export interface RunningRest extends AsyncDisposable {
  url: string;
  simulator: Simulator;
  rest: Rest;
  deliverer: Deliverer;
}

export async function serveRest(
  options: Partial<SimulatorOptions> & Omit<RestOptions, 'simulator'> = {},
): Promise<RunningRest> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const host = { api: url, html: url, avatars: url, uploads: url };
  const simulator = createSimulator({ seed: 1, host, ...options });
  const deliverer = createDeliverer({ appId: simulator.app.id });
  const rest = createRest({ simulator, deliverer, ...options });
  server.on('request', rest.handler);
  return {
    url,
    simulator,
    rest,
    deliverer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

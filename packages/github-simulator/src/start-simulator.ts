import type { RequestListener } from 'node:http';
import { createSimulator, type Simulator, type SimulatorOptions } from './create-simulator.ts';
import { createDeliverer } from './delivery/create-deliverer.ts';
import { createFaultyDeliverer, type FaultyDeliverer } from './delivery/create-faulty-deliverer.ts';
import { createSimulatorHandler } from './http/create-simulator-handler.ts';
import { type Listening, listen } from './http/listen.ts';
import { type PopulationOptions, populateOrganisation } from './population/populate-organisation.ts';
import { createRest, type Rest } from './rest/create-rest.ts';
import { runScenario } from './scenario/run-scenario.ts';
import { demoLimits } from './scenario/tidy-up.ts';

export interface StartOptions
  extends Pick<
    SimulatorOptions,
    'seed' | 'organisation' | 'webhookUrl' | 'webhookSecret' | 'clientSecret' | 'callbackUrls'
  > {
  /** 0 takes any free one. */
  port: number;
  /** What payloads and lists link to; `http://127.0.0.1` with the port by default. */
  url?: string;
  /** Who the App is; a new one by default. */
  app?: { id: number; privateKey: string };
  /** What the organisation has besides the demo's repositories. */
  population?: PopulationOptions;
  /** `demo`: people are at work, for weeks if need be; `quiet`: nothing happens but by commands. */
  scenario: 'demo' | 'quiet';
  /** How many deliveries GitHub can list; 1,000 by default. */
  keepRecords?: number;
  /** How to listen; on 127.0.0.1 by default. */
  listen?: (handler: RequestListener, port: number) => Promise<Listening>;
}

/** A simulated GitHub at work. Disposing ends its scenario, then its server. */
export interface RunningSimulator extends AsyncDisposable {
  url: string;
  port: number;
  simulator: Simulator;
  deliverer: FaultyDeliverer;
  rest: Rest;
}

/**
 * Starts everything that `hubtwin-simulator` is: a world, its REST and GraphQL APIs, `/_sim/`, its deliveries
 * and a scenario.
 *
 * @throws SimulatorError for a population that does not fit, and what `listen` throws.
 */
export async function startSimulator(options: StartOptions): Promise<RunningSimulator> {
  const {
    scenario,
    population,
    app,
    listen: startListening = listenLocally,
    port,
    url: asked,
    keepRecords,
    ...rest
  } = options;
  let handler: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = await startListening((request, response) => handler(request, response), port);
  try {
    const url = asked ?? `http://127.0.0.1:${server.port}`;
    const host = { api: url, html: url, avatars: url, uploads: url };
    const simulator = createSimulator({ ...rest, host, ...(app !== undefined && { appId: app.id }) });
    if (population !== undefined) populateOrganisation(simulator, population);
    const now = () => simulator.world.time.ms();
    const deliverer = createFaultyDeliverer(
      createDeliverer({ appId: simulator.app.id, now, ...(keepRecords !== undefined && { keepRecords }) }),
    );
    const api = createRest({
      simulator,
      deliverer,
      ...(app !== undefined && { appPrivateKey: app.privateKey }),
    });
    handler = createSimulatorHandler({ simulator, deliverer, rest: api });
    const stopping = new AbortController();
    const played =
      scenario === 'demo'
        ? runScenario({
            simulator,
            deliver: deliverer.deliver,
            limits: demoLimits,
            signal: stopping.signal,
          })
        : undefined;
    return {
      url,
      port: server.port,
      simulator,
      deliverer,
      rest: api,
      async [Symbol.asyncDispose]() {
        stopping.abort();
        await played;
        await server[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

const listenLocally = (handler: RequestListener, port: number) => listen(handler, port, '127.0.0.1');

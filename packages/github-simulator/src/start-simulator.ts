import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createSimulator, type Simulator, type SimulatorOptions } from './create-simulator.ts';
import { createDeliverer } from './delivery/create-deliverer.ts';
import { createFaultyDeliverer, type FaultyDeliverer } from './delivery/create-faulty-deliverer.ts';
import { createSimulatorHandler } from './http/create-simulator-handler.ts';
import { enterprisePaths, underEnterprisePaths } from './http/enterprise-paths.ts';
import { type Listening, listen } from './http/listen.ts';
import { type PopulationOptions, populateOrganisation } from './population/populate-organisation.ts';
import { createRest, type Rest } from './rest/create-rest.ts';
import { readGrants } from './rest/read-grants.ts';
import { runScenario } from './scenario/run-scenario.ts';
import { demoLimits } from './scenario/tidy-up.ts';
import { keepWorld } from './world-file/keep-world.ts';
import { readWorldFile } from './world-file/read-world-file.ts';

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
  /** What the App may do and is told; by default what the simulator simulates. */
  grants?: { permissions: Readonly<Record<string, string>>; events: readonly string[] };
  /** A file that keeps the world, and is continued where there is one; by default it ends with the process. */
  worldFile?: string | undefined;
  /** `demo`: people are at work, for weeks if need be; `quiet`: nothing happens but by commands. */
  scenario: 'demo' | 'quiet';
  /** What opens `/_sim/`; a new one by default. */
  controlToken?: string;
  /** The only origins that deliveries are sent to; any by default. */
  deliveryOrigins?: readonly string[];
  /** How many deliveries GitHub can list; 1,000 by default. */
  keepRecords?: number;
  /** From so many issues on their lists are paged by cursors; 10,000 by default. */
  issueCursorsFrom?: number;
  /** Requests and GraphQL points an hour of each payer; GitHub's own limits by default. */
  limitPerHour?: number;
  /** Whether addresses are those of an Enterprise Server: REST under `/api/v3`, GraphQL at `/api/graphql`. */
  isEnterprise?: boolean;
  /** How to listen; on 127.0.0.1 by default. */
  listen?: (handler: RequestListener, port: number) => Promise<Listening>;
}

/** A simulated GitHub at work. Disposing ends its scenario, then its server. */
export interface RunningSimulator extends AsyncDisposable {
  url: string;
  port: number;
  /** What opens `/_sim/`, as `Authorization: Bearer`. */
  controlToken: string;
  simulator: Simulator;
  deliverer: FaultyDeliverer;
  rest: Rest;
}

/**
 * Starts everything that `hubtwin-simulator` is: a world, its REST and GraphQL APIs, `/_sim/`, its deliveries
 * and a scenario.
 *
 * @throws SimulatorError for a population that does not fit, and what `listen` throws; where the world's file is of
 * another format.
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
    controlToken = randomBytes(24).toString('base64url'),
    deliveryOrigins,
    issueCursorsFrom,
    limitPerHour,
    isEnterprise = false,
    worldFile,
    grants,
    ...rest
  } = options;
  const kept = worldFile === undefined ? undefined : readWorldFile(worldFile);
  let handler: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = await startListening((request, response) => handler(request, response), port);
  try {
    const url = asked ?? `http://127.0.0.1:${server.port}`;
    const host = {
      api: isEnterprise ? `${url}${enterprisePaths.api}` : url,
      html: url,
      avatars: url,
      uploads: isEnterprise ? `${url}${enterprisePaths.uploads}` : url,
    };
    const simulator = createSimulator({
      ...rest,
      host,
      ...(app !== undefined && { appId: app.id }),
      ...(grants !== undefined && { grants: readGrants(grants.permissions, grants.events) }),
      saved: kept?.world,
    });
    if (population !== undefined && kept === undefined) populateOrganisation(simulator, population);
    const now = () => simulator.world.time.ms();
    const deliverer = createFaultyDeliverer(
      createDeliverer({
        appId: simulator.app.id,
        now,
        attempted: kept?.attempts,
        ...(keepRecords !== undefined && { keepRecords }),
        ...(deliveryOrigins !== undefined && { origins: deliveryOrigins }),
      }),
    );
    const api = createRest({
      simulator,
      deliverer,
      ...(issueCursorsFrom !== undefined && { issueCursorsFrom }),
      ...(limitPerHour !== undefined && { limitPerHour }),
      ...(app !== undefined && { appPrivateKey: app.privateKey }),
    });
    const answer = createSimulatorHandler({ simulator, deliverer, rest: api, controlToken });
    handler = isEnterprise ? underEnterprisePaths(answer) : answer;
    const stopping = new AbortController();
    const played =
      scenario === 'demo'
        ? runScenario({
            simulator,
            deliver: deliverer.deliver,
            drop: deliverer.drop,
            isContinued: kept !== undefined,
            limits: demoLimits,
            signal: stopping.signal,
          })
        : undefined;
    const keeper =
      worldFile === undefined ? undefined : keepWorld(worldFile, simulator.world, deliverer.attempts);
    return {
      url,
      port: server.port,
      controlToken,
      simulator,
      deliverer,
      rest: api,
      async [Symbol.asyncDispose]() {
        stopping.abort();
        await played;
        await server[Symbol.asyncDispose]();
        keeper?.[Symbol.dispose]();
      },
    };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

const listenLocally = (handler: RequestListener, port: number) => listen(handler, port, '127.0.0.1');

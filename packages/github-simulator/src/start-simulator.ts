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
  /** 0: any free port. */
  port: number;
  /** The base of URLs in payloads and lists; default: `http://127.0.0.1` with the port. */
  url?: string;
  /** Identity of the App; default: a new one. */
  app?: { id: number; privateKey: string };
  /** Additional repositories of the organisation. */
  population?: PopulationOptions;
  /** The App's permissions and events; default: all that the simulator supports. */
  grants?: { permissions: Readonly<Record<string, string>>; events: readonly string[] };
  /** A file in which the world is stored, and from which it continues; default: the world is lost with the process. */
  worldFile?: string | undefined;
  /** Receives why the world cannot be stored, once until it can; it continues in memory. Default: a line on stderr. */
  onWorldFileError?: (error: Error) => void;
  /** `demo`: ongoing activity, for weeks if needed; `quiet`: only commands change anything. */
  scenario: 'demo' | 'quiet';
  /** The token for `/_sim/`; default: a new one. */
  controlToken?: string;
  /** The only allowed origins of hooks; default: all. */
  deliveryOrigins?: readonly string[];
  /** How many deliveries GitHub can list; default: 1,000. */
  keepRecords?: number;
  /** Number of issues from which their lists are paged by cursors; default: 10,000. */
  issueCursorsFrom?: number;
  /** Hourly requests and GraphQL points of each payer; default: GitHub's limits. */
  limitPerHour?: number;
  /** Whether URLs are those of an Enterprise Server: REST under `/api/v3`, GraphQL at `/api/graphql`. */
  isEnterprise?: boolean;
  /** How to listen; default: on 127.0.0.1. */
  listen?: (handler: RequestListener, port: number) => Promise<Listening>;
}

/** A running simulated GitHub. Disposing ends its scenario, then its server. */
export interface RunningSimulator extends AsyncDisposable {
  url: string;
  port: number;
  /** The token for `/_sim/`, as `Authorization: Bearer`. */
  controlToken: string;
  simulator: Simulator;
  deliverer: FaultyDeliverer;
  rest: Rest;
}

/**
 * Starts everything of `hubtwin-simulator`: a world, its REST and GraphQL APIs, `/_sim/`, its deliveries and a
 * scenario.
 *
 * @throws SimulatorError for an invalid population; errors of `listen`; an error if the world's file has another
 * format.
 */
export async function startSimulator(options: StartOptions): Promise<RunningSimulator> {
  const {
    scenario,
    population,
    app,
    listen: startListening = listenLocally,
    port,
    url: requested,
    keepRecords,
    controlToken = randomBytes(24).toString('base64url'),
    deliveryOrigins,
    issueCursorsFrom,
    limitPerHour,
    isEnterprise = false,
    worldFile,
    onWorldFileError = ({ message }) => console.error(`The simulated GitHub is not stored: ${message}`),
    grants,
    ...rest
  } = options;
  const kept = worldFile === undefined ? undefined : readWorldFile(worldFile);
  let handler: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = await startListening((request, response) => handler(request, response), port);
  try {
    const url = requested ?? `http://127.0.0.1:${server.port}`;
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
      worldFile === undefined
        ? undefined
        : keepWorld({
            file: worldFile,
            world: simulator.world,
            attempts: deliverer.attempts,
            onError: onWorldFileError,
          });
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

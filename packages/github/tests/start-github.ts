import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createDeliverer,
  createRest,
  createSimulator,
  createSimulatorHandler,
  type Rest,
  type RestOptions,
  type Simulator,
} from '@hubtwin/github-simulator';
import { metrics } from '@opentelemetry/api';
import { createBudget } from '../src/budget/create-budget.ts';
import { createLocalBudgetStore } from '../src/budget/create-local-budget-store.ts';
import { createPolicy } from '../src/budget/policy.ts';
import {
  createGitHubClient,
  type GitHubClient,
  type GitHubClientOptions,
} from '../src/create-github-client.ts';
import { createMemoryTokenStore } from '../src/credentials/create-memory-token-store.ts';

/** A simulated GitHub on its own port, with the demo organisation and the App installed in it. */
export interface TestGitHub extends AsyncDisposable {
  url: string;
  simulator: Simulator;
  rest: Rest;
  /** The token of a member. */
  token: string;
  installationId: number;
  /** Creates a client like that of another process; by default with `token` and the App. */
  connect(options?: Partial<GitHubClientOptions>): GitHubClient;
}

export async function startGitHub(options: Omit<RestOptions, 'simulator'> = {}): Promise<TestGitHub> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const simulator = createSimulator({ seed: 1, host: { api: url, html: url, avatars: url, uploads: url } });
  const deliverer = createDeliverer({ appId: simulator.app.id });
  const rest = createRest({ simulator, deliverer, ...options });
  server.on('request', createSimulatorHandler({ simulator, deliverer, rest }));
  const { value: installation } = simulator.commands.install({ by: 'ada-okafor' });
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  return {
    url,
    simulator,
    rest,
    token,
    installationId: installation.id,
    connect: (overrides = {}) =>
      createGitHubClient({
        baseUrl: url,
        tokens: [token],
        app: { id: `${simulator.app.id}`, privateKey: rest.appKey.privateKey },
        budget: createBudget({
          store: createLocalBudgetStore(),
          policy: createPolicy({ strategy: 'aggressive' }),
        }),
        tokenStore: createMemoryTokenStore(),
        meter: metrics.getMeter('test'),
        ...overrides,
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

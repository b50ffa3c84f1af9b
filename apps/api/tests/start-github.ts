import { randomBytes } from 'node:crypto';
import type { GitHubConnectionOptions } from '@hubtwin/github';
import { clientIdOf, startSimulator } from '@hubtwin/github-simulator';
import { createKeyRing } from '@hubtwin/secrets';
import type { InstallFlowOptions } from '../src/install/install-flow.ts';

/** A simulated GitHub at which nothing happens, with an App installed in its organisation. */
export interface TestGitHub extends AsyncDisposable {
  simulator: Awaited<ReturnType<typeof startSimulator>>;
  /** A member's token. */
  token: string;
  installationId: number;
  /** How routes ask it: with the token, and with nothing else. */
  options: Partial<GitHubConnectionOptions>;
  app: NonNullable<GitHubConnectionOptions['app']>;
  /** How its App is installed. */
  installing: Omit<InstallFlowOptions, 'database'>;
}

export async function startGitHub(): Promise<TestGitHub> {
  const simulator = await startSimulator({ seed: 1, port: 0, scenario: 'quiet' });
  const { rest, url } = simulator;
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const { value: installation } = simulator.simulator.commands.install({ by: 'ada-okafor' });
  const { app } = simulator.simulator;
  return {
    simulator,
    token,
    installationId: installation.id,
    options: { baseUrl: url, tokens: [token] },
    app: { id: `${simulator.simulator.app.id}`, privateKey: rest.appKey.privateKey },
    installing: {
      keys: createKeyRing([{ id: 'test', key: randomBytes(32) }]),
      baseUrl: url,
      app: {
        slug: app.slug,
        clientId: clientIdOf(app.id),
        clientSecret: app.clientSecret,
        publicUrl: 'http://localhost:3001',
      },
    },
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

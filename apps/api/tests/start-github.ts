import type { GitHubConnectionOptions } from '@hubtwin/github';
import { startSimulator } from '@hubtwin/github-simulator';

/** A simulated GitHub at which nothing happens, with an App installed in its organisation. */
export interface TestGitHub extends AsyncDisposable {
  simulator: Awaited<ReturnType<typeof startSimulator>>;
  /** A member's token. */
  token: string;
  installationId: number;
  /** How routes ask it: with the token, and with nothing else. */
  options: Partial<GitHubConnectionOptions>;
  app: NonNullable<GitHubConnectionOptions['app']>;
}

export async function startGitHub(): Promise<TestGitHub> {
  const simulator = await startSimulator({ seed: 1, port: 0, scenario: 'quiet' });
  const { rest, url } = simulator;
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const { value: installation } = simulator.simulator.commands.install({ by: 'ada-okafor' });
  return {
    simulator,
    token,
    installationId: installation.id,
    options: { baseUrl: url, tokens: [token] },
    app: { id: `${simulator.simulator.app.id}`, privateKey: rest.appKey.privateKey },
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

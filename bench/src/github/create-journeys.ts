import type { Telemetry } from '@hubtwin/telemetry';
import { connectOurs } from './connect-ours.ts';
import type { Get } from './gets.ts';
import { createOctokitPeer } from './octokit-peer.ts';
import type { Account, SimulatedGitHub } from './start-simulated-github.ts';

/** The results of one client for all requests. */
export interface Journey {
  /** Until the last response. */
  seconds: number;
  /** Requests that GitHub received, including refused ones. */
  sent: number;
  /** 403 and 429 because of a rate limit. */
  refused: number;
  /** Requests that failed for the caller. */
  failed: number;
}

type Side = (account: Account, gets: readonly Get[]) => Promise<PromiseSettledResult<unknown>[]>;

/** Sends all requests at once, each time with an account whose budgets are unused. */
export function createJourneys(github: SimulatedGitHub, telemetry: Telemetry) {
  let accounts = 0;

  async function travel(side: Side, gets: readonly Get[]): Promise<Journey> {
    accounts += 1;
    const account = await github.createAccount(`bench-${accounts}`);
    const started = performance.now();
    const results = await side(account, gets);
    const seconds = (performance.now() - started) / 1_000;
    const failed = results.filter(({ status }) => status === 'rejected').length;
    return { seconds, failed, ...(await github.requestsOf(account.payer)) };
  }

  const ours: Side = async ({ token }, gets) => {
    await using client = connectOurs(telemetry, { url: github.url, token });
    return await client.forTokens().batch(gets, { priority: 'high' });
  };

  const peer: Side = async ({ token }, gets) => {
    const octokit = createOctokitPeer({ url: github.url, token });
    return await Promise.allSettled(gets.map(({ route, parameters }) => octokit.request(route, parameters)));
  };

  return {
    ours: (gets: readonly Get[]) => travel(ours, gets),
    octokit: (gets: readonly Get[]) => travel(peer, gets),
  };
}

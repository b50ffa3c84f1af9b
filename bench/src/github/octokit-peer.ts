import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Octokit with its own throttling and retries, as they come: ten requests at once. It is told to try again
 * whatever a limit refused, as often as it takes; the documentation's example gives up.
 */
export function createOctokitPeer({ url, token }: { url: string; token: string }) {
  return new (Octokit.plugin(throttling, retry))({
    baseUrl: url,
    auth: token,
    log: silent,
    throttle: { id: token, onRateLimit: () => true, onSecondaryRateLimit: () => true },
  });
}

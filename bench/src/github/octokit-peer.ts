import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Octokit with its own throttling and retries, in their default configuration: ten concurrent requests. It retries
 * every refused request without limit; the example in its documentation gives up.
 */
export function createOctokitPeer({ url, token }: { url: string; token: string }) {
  return new (Octokit.plugin(throttling, retry))({
    baseUrl: url,
    auth: token,
    log: silent,
    throttle: { id: token, onRateLimit: () => true, onSecondaryRateLimit: () => true },
  });
}

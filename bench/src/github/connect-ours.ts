import { connectGitHub, type GitHubClient } from '@hubtwin/github';
import type { Telemetry } from '@hubtwin/telemetry';

/** Our client as a service has it, for one token; its budget in memory unless there is a Redis. */
export function connectOurs(
  { meter, logger }: Telemetry,
  { url, token, redisUrl }: { url: string; token: string; redisUrl?: string },
): GitHubClient {
  return connectGitHub({
    baseUrl: url,
    tokens: [token],
    app: null,
    strategy: 'adaptive',
    maxPerHour: null,
    share: 1,
    redisUrl,
    keys: null,
    meter,
    logger,
  });
}

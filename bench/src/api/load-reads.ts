import autocannon from 'autocannon';

export interface Reads {
  url: string;
  headers?: Record<string, string>;
  /** The URL to read next. */
  path(): string;
}

/**
 * Reads over 64 connections, as fast as the server responds.
 *
 * @returns successes per second, and the number of failures.
 */
export async function loadReads(
  { url, headers = {}, path }: Reads,
  { seconds }: { seconds: number },
): Promise<{ perSecond: number; failures: number }> {
  const result = await autocannon({
    url,
    connections: 64,
    duration: seconds,
    headers,
    requests: [{ setupRequest: (request) => ({ ...request, path: path() }) }],
  });
  return { perSecond: result['2xx'] / result.duration, failures: result.non2xx + result.errors };
}

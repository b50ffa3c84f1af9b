import autocannon from 'autocannon';

export interface Reads {
  url: string;
  headers?: Record<string, string>;
  /** The next address to read. */
  path(): string;
}

/**
 * Reads over 64 connections, as fast as the server answers.
 *
 * @returns successes a second, and how many answers were none.
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

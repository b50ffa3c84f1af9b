import { type Agent, get } from 'node:http';

/** Reads a response to its end. @returns its status; 0 for none. */
export function getStatus(url: string, headers: Record<string, string>, agent: Agent): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  get(url, { agent, headers })
    .once('response', (response) => response.resume().once('end', () => resolve(response.statusCode ?? 0)))
    .once('error', () => resolve(0));
  return promise;
}

import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from './operator-error.ts';

/**
 * A listening HTTP server. Disposing serves for `lingerMs`, then stops accepting, drains running requests, and closes.
 */
export interface HttpService extends AsyncDisposable {
  port: number;
  server: Server;
}

export interface ListenOptions {
  /** 0: any free port. */
  port: number;
  /** The variable that sets the port, for the error if the port is in use. */
  variable: string;
  /** The address to listen on. */
  host: string;
  /**
   * Maximum time that connections are served after the stop starts, each for one more request, because the client may
   * be sending it. In milliseconds; default 0.
   */
  lingerMs?: number;
  /** Maximum time for running requests after that, in milliseconds. */
  drainMs?: number;
  /** Maximum time for a whole request to arrive, in milliseconds; slower ones are aborted with 408. */
  requestTimeoutMs?: number;
}

export class PortTakenError extends OperatorError {
  override readonly name = 'PortTakenError';
  override readonly code = 'port_taken';
}

/**
 * Serves `handler` until disposed.
 *
 * @throws PortTakenError if the port is in use; it names the variable to set.
 */
export async function listen(handler: RequestListener, options: ListenOptions): Promise<HttpService> {
  const requestTimeout = options.requestTimeoutMs ?? 30_000;
  const headersTimeout = Math.min(requestTimeout, longestHeadersMs);
  const connectionsCheckingInterval = Math.min(requestTimeout, 1_000);
  const server = createServer({ requestTimeout, headersTimeout, connectionsCheckingInterval });
  let running = 0;
  let stopping = false;
  server.on('request', (_request, response) => {
    running += 1;
    response.once('close', () => {
      running -= 1;
    });
    // Otherwise the client could send its next request into a connection that is being closed.
    if (stopping) response.setHeader('connection', 'close');
  });
  server.on('request', handler);
  await startListening(server, options);

  return {
    server,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      stopping = true;
      const lingersUntil = performance.now() + (options.lingerMs ?? 0);
      while (performance.now() < lingersUntil && (await countConnections(server)) > 0)
        await sleep(lookEveryMs);
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      // Idle in two consecutive checks: a request that had just arrived is running at the second.
      const deadline = performance.now() + (options.drainMs ?? 10_000);
      for (let idle = 0; idle < 2 && performance.now() < deadline; idle = running === 0 ? idle + 1 : 0) {
        await sleep(lookEveryMs);
      }
      server.closeAllConnections();
      await closed;
    },
  };
}

const lookEveryMs = 25;

const countConnections = (server: Server) =>
  new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

/** Only a malicious client takes longer for the head of a request. */
const longestHeadersMs = 10_000;

async function startListening(server: Server, { port, host, variable }: ListenOptions): Promise<void> {
  const listening = once(server, 'listening');
  server.listen(port, host);
  try {
    await listening;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    const message = `Port ${port} is in use. Stop what uses it, or set ${variable} to a free port.`;
    throw new PortTakenError(message, { cause: error });
  }
}

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening HTTP server. Disposing stops accepting, lets running requests end, then closes. */
export interface HttpService extends AsyncDisposable {
  port: number;
  server: Server;
}

export interface ListenOptions {
  /** 0 takes any free port. */
  port: number;
  /** The variable that names the port, for the error when it is taken. */
  variable: string;
  host?: string;
  /** How long running requests may take after the stop began, in milliseconds. */
  drainMs?: number;
  /** Time for a whole request to arrive, in milliseconds; slower ones are cut with 408. */
  requestTimeoutMs?: number;
}

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly code = 'port_taken';
}

/**
 * Serves `handler` until disposed.
 *
 * @throws PortTakenError naming the variable to set when the port is in use.
 */
export async function listen(handler: RequestListener, options: ListenOptions): Promise<HttpService> {
  const server = createServer({ requestTimeout: options.requestTimeoutMs ?? 30_000 }, handler);
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') return reject(error);
    reject(
      new PortTakenError(
        `Port ${options.port} is in use. Stop what uses it, or set ${options.variable} to a free port.`,
        {
          cause: error,
        },
      ),
    );
  });
  server.listen(options.port, options.host, resolve);
  await listening;

  return {
    server,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), options.drainMs ?? 10_000);
      await closed;
      clearTimeout(cut);
    },
  };
}

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A fault of the network:
 * - `delay`: each chunk arrives `ms` later, in both directions;
 * - `refuse`: connections break, and the port is closed;
 * - `reset`: connections break, and new ones are accepted and reset;
 * - `black-hole`: connections stay open, new ones are accepted, and nothing passes in either direction;
 * - `mute`: the server receives everything, and nothing returns;
 * - `half-close`: the direction from the server is closed, and it still receives;
 * - `vanish`: the host of the clients lost its network: nothing passes in either direction, including ends of
 * connections and new connections, until it is back.
 */
export type Fault =
  | { kind: 'delay'; ms: number }
  | { kind: 'refuse' | 'reset' | 'black-hole' | 'mute' | 'half-close' | 'vanish' };

/** A proxy in front of a TCP server. Disposing breaks all connections. */
export interface FaultProxy extends AsyncDisposable {
  port: number;
  /** The given URL with the address of the proxy. */
  through(url: string): string;
  /** New connections go to another port of the same host. */
  retarget(port: number): void;
  /** Replaces the current fault; null: none. Data that was held back then passes. */
  inflict(fault: Fault | null): Promise<void>;
  /** Number of chunks that clients have sent since the last `inflict`. */
  received(): number;
}

/** @param target address of the server; host defaults to 127.0.0.1. */
export async function startFaultProxy(target: { port: number; host?: string }): Promise<FaultProxy> {
  const pairs = new Set<{ client: Socket; upstream: Socket }>();
  /** Clients whose connections do not reach the server yet. */
  const waiting = new Set<Socket>();
  let fault: Fault | null = null;
  let back = Promise.withResolvers<void>();
  let targetPort = target.port;
  let chunks = 0;

  /** Forwards data in order. There is no back pressure: tests send little. */
  function forward(from: Socket, to: Socket): void {
    let before: Promise<unknown> = Promise.resolve();
    const inOrder = (send: () => unknown) => {
      before = Promise.all([before, passage()]).then(send);
    };
    from
      .on('data', (chunk) => inOrder(() => to.write(chunk)))
      .on('end', () => inOrder(() => to.end()))
      .on('error', () => {})
      .on('close', () => inOrder(() => to.destroy()));
  }

  function passage(): Promise<unknown> | undefined {
    if (fault?.kind === 'vanish') return back.promise;
    return fault?.kind === 'delay' ? sleep(fault.ms) : undefined;
  }

  function suffer({ client, upstream }: { client: Socket; upstream: Socket }): void {
    const kind = fault?.kind;
    if (kind === 'reset' || kind === 'refuse') {
      client.resetAndDestroy();
      upstream.destroy();
      return;
    }
    if (kind === 'half-close') client.end();
    if (kind === 'black-hole') client.pause();
    else client.resume();
    if (kind === 'black-hole' || kind === 'mute') upstream.pause();
    else upstream.resume();
  }

  async function accept(client: Socket): Promise<void> {
    if (fault?.kind === 'vanish') {
      waiting.add(client.on('error', () => {}));
      await back.promise;
      waiting.delete(client);
      if (client.destroyed) return;
    }
    const upstream = connect({ host: '127.0.0.1', ...target, port: targetPort, allowHalfOpen: true });
    const pair = { client, upstream };
    pairs.add(pair);
    client.on('data', () => {
      chunks += 1;
    });
    for (const socket of [client, upstream]) {
      socket.on('close', () => {
        if (client.destroyed && upstream.destroyed) pairs.delete(pair);
      });
    }
    forward(client, upstream);
    forward(upstream, client);
    suffer(pair);
  }

  async function open(port: number): Promise<Server> {
    const server = createServer({ allowHalfOpen: true }, accept).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }

  async function close(): Promise<void> {
    if (!server.listening) return;
    server.close();
    for (const { client, upstream } of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    for (const client of waiting) client.resetAndDestroy();
    await once(server, 'close');
  }

  let server = await open(0);
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const { port } = address;
  return {
    port,
    through(url) {
      const changed = new URL(url);
      changed.hostname = '127.0.0.1';
      changed.port = `${port}`;
      return changed.href;
    },
    retarget(to) {
      targetPort = to;
    },
    async inflict(next) {
      fault = next;
      chunks = 0;
      back.resolve();
      back = Promise.withResolvers();
      pairs.forEach(suffer);
      if (next?.kind === 'refuse') await close();
      else if (!server.listening) server = await open(port);
    },
    received: () => chunks,
    [Symbol.asyncDispose]: close,
  };
}

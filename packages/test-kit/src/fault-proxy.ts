import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What is wrong with the network:
 * - `delay`: each piece arrives `ms` later, both ways;
 * - `refuse`: connections break, and nobody listens;
 * - `reset`: connections break, and new ones are taken and reset;
 * - `black-hole`: connections stand, new ones are taken, and nothing passes either way;
 * - `mute`: the server hears everything, and nothing comes back;
 * - `half-close`: the server's side of every connection ends, and it still hears;
 * - `vanish`: the host of the clients lost its network: nothing passes either way, ends of connections and new connections
 *   included, until it is back.
 */
export type Fault =
  | { kind: 'delay'; ms: number }
  | { kind: 'refuse' | 'reset' | 'black-hole' | 'mute' | 'half-close' | 'vanish' };

/** Stands before a server that clients reach over TCP. Disposing breaks all connections. */
export interface FaultProxy extends AsyncDisposable {
  port: number;
  /** An address of the server, by way of the proxy. */
  through(url: string): string;
  /** Connections from now on go to another port of the same host. */
  retarget(port: number): void;
  /** From now on this fault and no other; null: none. What was held back then goes on. */
  inflict(fault: Fault | null): Promise<void>;
  /** Pieces that clients have sent since the last `inflict`. */
  heard(): number;
}

/** @param target where the server listens; on 127.0.0.1 by default. */
export async function startFaultProxy(target: { port: number; host?: string }): Promise<FaultProxy> {
  const pairs = new Set<{ client: Socket; upstream: Socket }>();
  /** Clients whose connections do not reach the server yet. */
  const waiting = new Set<Socket>();
  let fault: Fault | null = null;
  let back = Promise.withResolvers<void>();
  let targetPort = target.port;
  let heard = 0;

  /** Sends on what comes, in order. There is no back pressure: tests send little. */
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
      heard += 1;
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
      heard = 0;
      back.resolve();
      back = Promise.withResolvers();
      pairs.forEach(suffer);
      if (next?.kind === 'refuse') await close();
      else if (!server.listening) server = await open(port);
    },
    heard: () => heard,
    [Symbol.asyncDispose]: close,
  };
}

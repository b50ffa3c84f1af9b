import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between the ingress and Postgres, to take Postgres away and bring it back. */
export interface DatabaseProxy extends AsyncDisposable {
  url: string;
  /** Connections break, and new ones are refused. */
  stop(): Promise<void>;
  /** Postgres still hears, and nothing comes back; new connections are taken and hang too. */
  hang(): void;
  /** Messages to Postgres since it hangs. */
  unanswered(): number;
  resume(): Promise<void>;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const clients = new Set<Socket>();
  const upstreams = new Set<Socket>();
  let hangs = false;
  let unanswered = 0;

  const follow = (client: Socket) => {
    const upstream = connect({ port: Number(target.port), host: target.hostname });
    clients.add(client);
    upstreams.add(upstream);
    client
      .on('data', (chunk) => {
        if (hangs) unanswered += 1;
        upstream.write(chunk);
      })
      .on('error', () => {})
      .on('close', () => {
        clients.delete(client);
        upstream.destroy();
      });
    upstream
      .on('data', (chunk) => client.write(chunk))
      .on('error', () => {})
      .on('close', () => {
        upstreams.delete(upstream);
        client.destroy();
      });
    if (hangs) upstream.pause();
  };
  const open = async (port: number): Promise<Server> => {
    const server = createServer(follow).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };

  let server = await open(0);
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const { port } = address;
  const stop = async () => {
    for (const client of clients) client.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  const url = new URL(databaseUrl);
  url.port = `${port}`;

  return {
    url: url.href,
    stop,
    hang() {
      hangs = true;
      unanswered = 0;
      for (const upstream of upstreams) upstream.pause();
    },
    unanswered: () => unanswered,
    async resume() {
      hangs = false;
      for (const upstream of upstreams) upstream.resume();
      if (!server.listening) server = await open(port);
    },
    [Symbol.asyncDispose]: stop,
  };
}

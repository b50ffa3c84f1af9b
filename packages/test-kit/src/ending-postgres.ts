import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';

const message = (type: string, content: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
};

/** What a Postgres sends that ends when it has accepted a connection: both arrive in one packet. */
const acceptedAndEnded = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0')),
]);

/** A Postgres that ends one connection in the moment in which it accepts it. */
interface EndingPostgres extends Disposable {
  url: string;
  /** How many connections were accepted. */
  connections(): number;
}

/**
 * Passes all connections to a Postgres, except one.
 *
 * @param endingNumber counts from 1.
 */
export async function startEndingPostgres(target: string, endingNumber: number): Promise<EndingPostgres> {
  const url = new URL(target);
  const targetPort = Number(url.port);
  let connections = 0;
  const server = createServer((client) => {
    client.on('error', () => {});
    connections += 1;
    if (connections === endingNumber) {
      client.once('data', () => client.end(acceptedAndEnded));
      return;
    }
    const upstream = createConnection(targetPort, '127.0.0.1').on('error', () => {});
    client.pipe(upstream).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  url.port = `${address.port}`;
  return {
    url: url.href,
    connections: () => connections,
    [Symbol.dispose]: () => void server.close(),
  };
}

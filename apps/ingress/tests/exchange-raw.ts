import { connect, type Socket } from 'node:net';

/** What came back over a raw connection until it closed. */
export interface RawAnswer {
  text: string;
  /** The status of every answer in it. */
  statuses: number[];
  /** Bytes that went out before the connection closed. */
  sentBytes: number;
}

/**
 * Writes to a connection whatever is given, and listens until the other side closes it. Resets count as
 * a close.
 *
 * @param write receives the open socket; what it writes after the close is dropped.
 */
export async function exchangeRaw(
  { port }: { port: number },
  write: string | Buffer | ((socket: Socket) => void | Promise<void>),
  deadlineMs = 10_000,
): Promise<RawAnswer> {
  const socket = connect({ port, host: '127.0.0.1' });
  const chunks: Buffer[] = [];
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => {
    reject(new Error(`the connection stayed open; received: ${Buffer.concat(chunks)}`));
    socket.destroy();
  }, deadlineMs);
  socket
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('error', () => {})
    .once('close', resolve)
    .once('connect', () => {
      if (typeof write === 'function') void write(socket);
      else socket.write(write);
    });
  try {
    await closed;
  } finally {
    clearTimeout(late);
  }
  const text = Buffer.concat(chunks).toString('latin1');
  return {
    text,
    statuses: [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status)),
    sentBytes: socket.bytesWritten,
  };
}

/** A request as bytes: the lines of its head, then the body. */
export function rawRequest(head: readonly string[], body: string | Buffer = ''): Buffer {
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
}

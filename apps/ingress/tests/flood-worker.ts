import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { Flood } from './start-flood.ts';

/** Runs beside the test, whose own measuring must not wait for it. Ends when it is terminated. */
const { port, connections, bodyBytes, shape, head, addresses, signed }: Flood = workerData;
const filler = Buffer.alloc(1_048_576, 'x');
let running = 0;

for (let n = 0; n < connections; n += 1) open(n);

function open(n: number): void {
  running += 1;
  const localAddress = `127.0.0.${2 + (n % addresses)}`;
  const socket = connect({ port, host: '127.0.0.1', localAddress }, () => void send(socket));
  socket
    .on('error', () => {})
    .on('data', (data) => {
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(data.toString('latin1')) ?? [];
      if (status === undefined) return;
      parentPort?.postMessage(Number(status));
      if (shape === 'keep-alive') void send(socket);
    })
    .once('close', () => {
      running -= 1;
      if (running === 0) parentPort?.postMessage('end');
    });
}

async function send(socket: Socket): Promise<void> {
  const lines = [...head, `X-GitHub-Delivery: ${crypto.randomUUID()}`];
  const isChunked = shape === 'chunked';
  const length = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bodyBytes}`;
  socket.write(`${[...lines, length].join('\r\n')}\r\n\r\n`);
  const bytes = { dropped: bodyBytes / 2, trickle: bodyBytes - 1_000 }[shape as string] ?? bodyBytes;
  for (let sent = 0; sent < bytes && !socket.destroyed; ) {
    const part = signed === undefined ? filler.subarray(0, bytes - sent) : Buffer.from(signed).subarray(sent);
    sent += part.length;
    if (isChunked) socket.write(`${part.length.toString(16)}\r\n`);
    const goesOn = socket.write(part);
    if (isChunked) socket.write('\r\n');
    if (!goesOn) await drained(socket);
  }
  if (isChunked) socket.write('0\r\n\r\n');
  if (shape === 'dropped') socket.resetAndDestroy();
  if (shape === 'trickle') {
    const drip = setInterval(() => socket.write('x'), 100);
    socket.once('close', () => clearInterval(drip));
  }
}

async function drained(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once('drain', resolve).once('close', resolve);
  await promise;
  socket.off('drain', resolve).off('close', resolve);
}

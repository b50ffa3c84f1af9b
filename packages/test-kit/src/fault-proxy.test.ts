import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { waitFor } from './wait-for.ts';

const server = createServer({ allowHalfOpen: true });
let serverText = '';
let proxy: FaultProxy;
let sockets: Socket[] = [];

beforeEach(async () => {
  serverText = '';
  server.removeAllListeners('connection').on('connection', (socket: Socket) => {
    sockets.push(socket);
    socket.on('error', () => {}).setEncoding('utf8');
    socket.on('data', (text) => {
      serverText += text;
      socket.write(`${text}!`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  proxy = await startFaultProxy({ port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
});
afterEach(async () => {
  await proxy[Symbol.asyncDispose]();
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await new Promise((closed) => server.close(closed));
});

/** A client, and the data that it received. */
async function dial() {
  const client = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  sockets.push(client);
  const dialed = { client, text: '', ending: '' };
  client
    .setEncoding('utf8')
    .on('data', (text) => {
      dialed.text += text;
    })
    .on('end', () => {
      dialed.ending ||= 'end';
    })
    .on('error', (error: NodeJS.ErrnoException) => {
      dialed.ending = error.code ?? '';
    });
  await new Promise((settled) => client.once('connect', settled).once('close', settled));
  return dialed;
}

const say = async (dialed: Awaited<ReturnType<typeof dial>>, text: string) => {
  dialed.client.write(text);
  await waitFor(`the answer to ${text}`, () => dialed.text.includes(`${text}!`));
};

test('without a fault all data passes; with a delay it passes later, and in order', async () => {
  const dialed = await dial();
  await say(dialed, 'one');
  await proxy.inflict({ kind: 'delay', ms: 100 });
  const started = performance.now();
  dialed.client.write('two');
  await waitFor('the piece', () => proxy.received() === 1);
  await proxy.inflict(null);
  await say(dialed, 'three');
  expect(performance.now() - started).toBeGreaterThan(95);
  expect(serverText).toBe('onetwothree');
});

test('a reset breaks existing and new connections until it ends', async () => {
  const dialed = await dial();
  await say(dialed, 'one');
  await proxy.inflict({ kind: 'reset' });
  await waitFor('the reset', () => dialed.ending === 'ECONNRESET');
  const late = await dial();
  await waitFor('the reset of a new connection', () => late.ending === 'ECONNRESET');
  await proxy.inflict(null);
  await say(await dial(), 'two');
});

test('while it refuses, no socket listens', async () => {
  await say(await dial(), 'one');
  await proxy.inflict({ kind: 'refuse' });
  expect(await dial()).toMatchObject({ ending: 'ECONNREFUSED' });
  await proxy.inflict(null);
  await say(await dial(), 'two');
});

test.each([
  ['black-hole', ''],
  ['mute', 'twothree'],
] as const)('in a %s nothing returns, and all of it does once that ends', async (kind, expected) => {
  const before = await dial();
  await say(before, 'one');
  serverText = '';
  await proxy.inflict({ kind });
  const late = await dial();
  before.client.write('two');
  await waitFor('the first', () => serverText.length === Math.min(expected.length, 3));
  late.client.write('three');
  await waitFor('the second', () => serverText.length === expected.length);
  await sleep(50);
  expect({ text: serverText, before: before.text, late: late.text }).toEqual({
    text: expected,
    before: 'one!',
    late: '',
  });
  await proxy.inflict(null);
  await waitFor('both answers', () => before.text === 'one!two!' && late.text === 'three!');
});

test('a half-close ends the direction from the server, which still receives', async () => {
  const dialed = await dial();
  await say(dialed, 'one');
  await proxy.inflict({ kind: 'half-close' });
  await waitFor('the end', () => dialed.ending === 'end');
  dialed.client.write('two');
  await waitFor('two', () => serverText === 'onetwo');
  expect(dialed.text).toBe('one!');
});

test('a client whose host vanished sends no end of its connections, and its data and ends arrive when the host is back', async () => {
  const [stays, ends] = [await dial(), await dial()];
  await say(stays, 'one');
  await say(ends, 'two');
  const before = sockets.length;
  let endings = 0;
  for (const socket of sockets) socket.on('end', () => (endings += 1)).on('close', () => (endings += 1));
  await proxy.inflict({ kind: 'vanish' });
  stays.client.write('three');
  ends.client.destroy();
  const late = await dial();
  late.client.write('four');
  await waitFor('the pieces', () => proxy.received() === 1);
  await sleep(50);
  expect(serverText).toBe('onetwo');
  // The client that destroyed its side has closed; the server has received no end.
  expect(endings).toBe(1);
  expect(sockets.length - before).toBe(1);
  await proxy.inflict(null);
  await waitFor('all pieces', () => serverText.includes('three') && serverText.includes('four'));
  await waitFor('the end', () => endings > 1);
  await say(stays, 'five');
});

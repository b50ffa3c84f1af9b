import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import type { ChangesOptions, FeedMessage } from './follow-changes.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server of answers, one a request; the last one repeats. */
async function openClient(...answers: RequestListener[]) {
  const positions: unknown[] = [];
  server = createServer((request, response) => {
    positions.push(request.headers['last-event-id']);
    answers[Math.min(positions.length, answers.length) - 1]?.(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { positions, client: createClient({ url: `http://127.0.0.1:${port}/` }) };
}

const stream =
  (...chunks: (string | Buffer)[]): RequestListener =>
  async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    for (const chunk of chunks) {
      response.write(chunk);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    response.end();
  };

const answer =
  (status: number, type: string, body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };

const entry = (seq: number, key = `${seq}`) => `id: ${seq}\ndata: ${JSON.stringify({ seq, key })}\n\n`;

type Client = Awaited<ReturnType<typeof openClient>>['client'];

async function take(client: Client, count: number, options: ChangesOptions = {}): Promise<FeedMessage[]> {
  const taken: FeedMessage[] = [];
  for await (const message of client.changes(options)) if (taken.push(message) === count) break;
  return taken;
}

const keysOf = (messages: FeedMessage[]) =>
  messages.map((message) => (message.kind === 'change' ? message.change.key : message.kind));

test('chunks end anywhere: within a character, and within the ends of lines', async () => {
  const bytes = Buffer.from([entry(1, 'ü😀'), entry(2)].join('').replaceAll('\n', '\r\n'));
  const chunks = [...bytes].map((byte) => Buffer.from([byte]));
  const { client } = await openClient(stream(...chunks));
  expect(keysOf(await take(client, 2))).toEqual(['ü😀', '2']);
});

test('answers of proxies are errors, and tried again after the last position', async () => {
  const errors: string[] = [];
  const { client, positions } = await openClient(
    stream(entry(1)),
    answer(503, 'text/html', '<p>unavailable'),
    answer(429, 'application/problem+json', '{}'),
    answer(200, 'text/html', '<p>hello'),
    stream('id: 2\ndata: {"seq"\n\n'),
    stream(entry(2)),
  );
  const taken = await take(client, 2, { onError: (error) => errors.push(`${error}`) });
  expect(keysOf(taken)).toEqual(['1', '2']);
  expect(positions).toEqual([undefined, '1', '1', '1', '1', '1']);
  expect(errors.map((text) => /503|429|text\/html|JSON/.exec(text)?.[0])).toEqual([
    '503',
    '429',
    'text/html',
    'JSON',
  ]);
});

test('a refusal ends the iteration, whatever its body', async () => {
  const { client } = await openClient(answer(401, 'text/html', '<p>sign in'));
  await expect(take(client, 1)).rejects.toMatchObject({ name: 'HubtwinError', status: 401 });
  await expect(client.list('/api/v1/issues').next()).rejects.toMatchObject({
    name: 'HubtwinError',
    status: 401,
    message: 'The API answered 401: ',
  });
});

test('an abort ends the iteration during a pause, and before messages that have arrived', async () => {
  const paused = new AbortController();
  const { client } = await openClient(answer(503, 'text/html', ''));
  const start = performance.now();
  const onError = () => setTimeout(() => paused.abort(), 20);
  expect(await take(client, 1, { signal: paused.signal, onError })).toEqual([]);
  expect(performance.now() - start).toBeLessThan(450);

  const stopping = new AbortController();
  const { client: other } = await openClient(stream(`${entry(1)}${entry(2)}${entry(3)}`));
  const taken: FeedMessage[] = [];
  for await (const message of other.changes({ signal: stopping.signal })) {
    taken.push(message);
    stopping.abort();
  }
  expect(keysOf(taken)).toEqual(['1']);
});

test('a list whose page names itself as the next one ends with an error', async () => {
  const { client } = await openClient(
    answer(200, 'application/json', JSON.stringify({ data: [], next_cursor: 'same' })),
  );
  await expect(client.list('/api/v1/issues').next()).rejects.toThrow('names itself');
});

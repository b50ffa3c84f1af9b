import { once } from 'node:events';
import { Agent, request as send } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { listen, PortTakenError } from './listen.ts';

const options = { port: 0, host: '127.0.0.1', variable: 'TEST_PORT' };

test('stopping answers running requests, and does not wait for idle connections', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: mayAnswer, resolve: allow } = Promise.withResolvers<void>();
  const service = await listen(async (_request, response) => {
    arrive();
    await mayAnswer;
    response.end('answered');
  }, options);
  const silent = connect(service.port, '127.0.0.1');
  await once(silent, 'connect');
  const outgoing = send({ port: service.port, host: '127.0.0.1' }).end();
  await arrived;

  const started = performance.now();
  const stopped = service[Symbol.asyncDispose]();
  allow();
  const [response] = await once(outgoing, 'response');
  expect(await text(response)).toBe('answered');
  await stopped;
  expect(performance.now() - started).toBeLessThan(2_000);
  silent.destroy();
});

test('a request that a client sends over an open connection when the stop starts is answered, and is its last', async () => {
  const service = await listen((_request, response) => response.end('answered'), {
    ...options,
    lingerMs: 5_000,
  });
  const agent = new Agent({ keepAlive: true });
  const fetch = async () => {
    const [response] = await once(send({ port: service.port, host: '127.0.0.1', agent }).end(), 'response');
    return { text: await text(response), connection: response.headers.connection };
  };
  expect(await fetch()).toEqual({ text: 'answered', connection: 'keep-alive' });
  const started = performance.now();
  const stopped = service[Symbol.asyncDispose]();
  expect(await fetch()).toEqual({ text: 'answered', connection: 'close' });
  await stopped;
  expect(performance.now() - started).toBeLessThan(4_000);
  agent.destroy();
});

test('a request that never ends is aborted after the time to drain', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const service = await listen(() => arrive(), { ...options, drainMs: 100 });
  const outgoing = send({ port: service.port, host: '127.0.0.1' }).end();
  const broken = once(outgoing, 'error').catch((error: unknown) => [error]);
  await arrived;
  await service[Symbol.asyncDispose]();
  expect((await broken)[0]).toBeInstanceOf(Error);
});

test('a request that does not arrive in time is aborted with 408, in its head and in its body', async () => {
  const handler = () => {};
  await using service = await listen(handler, { ...options, requestTimeoutMs: 100 });
  for (const sent of [
    'GET / HTTP/1.1\r\nhost: x',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nx',
  ]) {
    const slow = connect(service.port, '127.0.0.1');
    slow.write(sent);
    expect(await text(slow)).toMatch(/^HTTP\/1\.1 408 /);
  }
});

test('a port in use is an error that names the variable', async () => {
  await using first = await listen((_request, response) => void response.end(), options);
  const second = listen(() => {}, { ...options, port: first.port });
  await expect(second).rejects.toThrow(PortTakenError);
  await expect(second).rejects.toThrow(/TEST_PORT/);
});

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createTestFolder } from './create-test-folder.ts';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';

/** A private Redis, without persistence. Disposing stops it. */
export interface TestRedis extends AsyncDisposable {
  url: string;
  /** Deletes all data. */
  wipe(): Promise<void>;
}

/**
 * Starts `redis-server` or `valkey-server`, from the path or installed with apt.
 *
 * @param options `port`: the port of a stopped server that this one replaces; default: any free port, with a password,
 * so that no client of a former server on this port connects to it.
 * @throws with instructions if neither is available.
 */
export async function startTestRedis(options: { port?: number } = {}): Promise<TestRedis> {
  const program = findProgram({
    names: ['redis-server', 'valkey-server'],
    aptPackage: 'redis-server',
    hint: 'for example: apt-get install redis-server, brew install redis',
  });
  const port = options.port ?? (await freePort());
  const password = options.port === undefined ? randomBytes(12).toString('hex') : '';
  const directory = createTestFolder('redis');
  const args = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    directory,
  ];
  const child = spawn(program, [...args, '--maxmemory-policy', 'noeviction', '--requirepass', password], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  child.once('error', reject).once('exit', (code) => reject(new Error(`${program} ended with code ${code}`)));
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('Ready to accept connections')) resolve();
  });
  await ready;
  return {
    url: `redis://${password === '' ? '' : `:${password}@`}127.0.0.1:${port}`,
    async wipe() {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.end(`${password === '' ? '' : `AUTH ${password}\r\n`}FLUSHALL\r\n`);
      const answer = await text(socket);
      if (!/^(\+OK\r\n)+$/.test(answer)) throw new Error(`FLUSHALL: ${answer}`);
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

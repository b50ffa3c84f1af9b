import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';
import { text } from 'node:stream/consumers';
import { createTestFolder } from './create-test-folder.ts';
import { freePort } from './free-port.ts';

/** A Redis of one's own, without persistence. Disposing ends it. */
export interface TestRedis extends AsyncDisposable {
  url: string;
  /** Has it forget everything. */
  wipe(): Promise<void>;
}

/**
 * Starts `redis-server` or `valkey-server`: from the path, else installed with apt.
 *
 * @param options `port`: that of a server that was stopped, to come back as it; default: any free one.
 * @throws with how to get one where neither works.
 */
export async function startTestRedis(options: { port?: number } = {}): Promise<TestRedis> {
  const program = findProgram() ?? installRedis();
  const port = options.port ?? (await freePort());
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
  const child = spawn(program, [...args, '--maxmemory-policy', 'noeviction'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  child.once('error', reject).once('exit', (code) => reject(new Error(`${program} ended with code ${code}`)));
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('Ready to accept connections')) resolve();
  });
  await ready;
  return {
    url: `redis://127.0.0.1:${port}`,
    async wipe() {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.end('FLUSHALL\r\n');
      const answer = await text(socket);
      if (answer !== '+OK\r\n') throw new Error(`FLUSHALL: ${answer}`);
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function findProgram(): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) =>
    ['redis-server', 'valkey-server'].map((name) => join(folder, name)),
  );
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function installRedis(): string {
  const options = { stdio: 'ignore', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  try {
    execFileSync('apt-get', ['update', '-q'], options);
    execFileSync('apt-get', ['install', '-qy', '--no-install-recommends', 'redis-server'], options);
  } catch (cause) {
    throw new Error(
      'The tests need redis-server or valkey-server, and apt could not install one. Install it with your package manager (for example: apt-get install redis-server, brew install redis).',
      { cause },
    );
  }
  const program = findProgram();
  if (program === undefined) throw new Error('apt installed redis-server, but it is not on the path.');
  return program;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenImage } from './open-image.ts';

interface ServiceOptions {
  image: OpenImage;
  name: string;
  args: readonly string[];
  environment: Record<string, string>;
  /** Answers once the service is ready. */
  healthUrl: string;
}

const withinMs = 30_000;

/** Starts a service from an image and waits until it is healthy. Disposing stops it like an orchestrator. */
export async function runService(options: ServiceOptions): Promise<AsyncDisposable> {
  const [file, args] = options.image.command(options.args, options.environment);
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-20_000);
    });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  const deadline = performance.now() + withinMs;
  while (!(await isHealthy(options.healthUrl))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`${options.name} does not run from the image:\n${output}`);
    }
    await sleep(100);
  }
  return {
    async [Symbol.asyncDispose]() {
      await stop();
      if (child.exitCode !== 0) throw new Error(`${options.name} ended with ${child.exitCode}:\n${output}`);
    },
  };
}

const isHealthy = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

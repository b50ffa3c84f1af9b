import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { OperatorError } from '@hubtwin/service';

interface RunOptions {
  /** Arguments of `node`. */
  args: string[];
  environment: NodeJS.ProcessEnv;
  /** Aborting it kills the process. */
  signal: AbortSignal;
}

/**
 * Runs a process to its end, in its own process group: signals of the terminal do not reach it.
 *
 * @throws with its output, unless its exit code is 0.
 */
export async function runToEnd({ args, environment, signal }: RunOptions): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, args, {
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-20_000);
    });
  const [code] = await once(child, 'close');
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  if (code !== 0) throw new OperatorError(output.trim());
}

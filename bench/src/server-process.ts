import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in its own process. Disposing stops it. */
export interface ServerProcess extends AsyncDisposable {
  url: string;
  /** The token for `/_sim/` of a simulator. */
  controlToken: string | undefined;
}

/** Starts a program below this folder; it reports the port it listens on, and stops when its channel closes. */
export async function startServer(file: string, args: readonly string[] = []): Promise<ServerProcess> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [message] = await Promise.race([once(child, 'message'), failed(child)]);
  const { port, controlToken } = message;
  return { url: `http://127.0.0.1:${port}`, controlToken, ...disposal(child) };
}

/** A service of Hubtwin in its own process. Disposing stops it. */
export interface AppProcess extends AsyncDisposable {
  pid: number;
}

/** As `hubtwin up` and `docker-compose.yml` start the workers. */
const modestHeap = ['--max-old-space-size=512', '--max-semi-space-size=16'];

/** Starts a service of Hubtwin as it is deployed, and waits until it reports ready. */
export async function startApp(name: string, environment: Record<string, string>): Promise<AppProcess> {
  const path = fileURLToPath(new URL(`../../apps/${name}/src/main.ts`, import.meta.url));
  const flags = name.endsWith('-worker') ? modestHeap : [];
  const child = spawn(process.execPath, [...flags, path], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: '', NODE_ENV: 'development', LOG_LEVEL: 'warn', METRICS_PORT: '0', ...environment },
  });
  await Promise.race([once(child, 'message'), failed(child)]);
  return { pid: child.pid ?? 0, ...disposal(child) };
}

function disposal(child: ChildProcess): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`${child.spawnargs.join(' ')} ended with code ${code}`);
}

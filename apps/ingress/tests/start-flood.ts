import { Worker } from 'node:worker_threads';
import { headersOf } from './send-delivery.ts';

export interface FloodOptions {
  port: number;
  connections: number;
  bodyBytes: number;
  /** `trickle`: all but the end comes at once, that byte by byte; `keep-alive`: again and again, on one connection. */
  shape: 'declared' | 'chunked' | 'trickle' | 'dropped' | 'keep-alive';
  /** From how many addresses of the loopback network it comes. */
  addresses: number;
  /** Whether the signatures are right. */
  isSigned?: boolean;
}

/** What the worker gets. */
export interface Flood extends FloodOptions {
  head: string[];
  signed: Uint8Array | undefined;
}

/** Many large posts at once. Disposing ends it. */
export interface RunningFlood extends AsyncDisposable {
  /** How often each status was answered so far. */
  answered: Map<number, number>;
  /** Resolves when all connections are closed. */
  ended: Promise<void>;
}

/** Floods the ingress from a thread of its own. */
export function startFlood(options: FloodOptions): RunningFlood {
  const body = Buffer.alloc(options.isSigned === true ? options.bodyBytes : 1, 'x');
  const { 'x-github-delivery': _guid, ...headers } = headersOf({ body });
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const flood: Flood = {
    ...options,
    head: ['POST /webhooks/github HTTP/1.1', 'Host: ingress', ...head],
    signed: options.isSigned === true ? new Uint8Array(body) : undefined,
  };
  const answered = new Map<number, number>();
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const worker = new Worker(new URL('./flood-worker.ts', import.meta.url), { workerData: flood });
  worker.on('message', (message: number | 'end') => {
    if (message === 'end') resolve();
    else answered.set(message, (answered.get(message) ?? 0) + 1);
  });
  return {
    answered,
    ended,
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}

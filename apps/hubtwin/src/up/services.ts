import { fileURLToPath } from 'node:url';

/** A service that `hubtwin up` runs. */
export interface UpService {
  name: string;
  /** Its main module, which exports `serve`. */
  entry: string;
  /** Metrics are served on METRICS_PORT and the ports after it. */
  metricsOffset: number;
  /** Started only if REDIS_URL is set. */
  needsRedis?: boolean;
  /** The variable of the port that it listens on, besides that of its metrics. */
  port?: 'INGRESS_PORT' | 'API_PORT' | 'SIMULATOR_PORT';
}

const entry = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/**
 * Without limits, Node's heap grows with the machine's memory, and its young generation to many times the memory in
 * use: a page of a list is soon garbage. On a machine with other work, memory matters more than the last bit of
 * speed. All have the same flags, so that they share compiled sources.
 */
export const modestHeap: readonly string[] = [
  '--max-old-space-size=1024',
  '--max-semi-space-size=1',
  '--optimize-for-size',
];

export const services: readonly UpService[] = [
  {
    name: 'sync-worker',
    entry: entry('sync-worker/src/main.ts'),
    metricsOffset: 1,
  },
  {
    name: 'import-worker',
    entry: entry('import-worker/src/main.ts'),
    metricsOffset: 4,
  },
  {
    name: 'cache-worker',
    entry: entry('cache-worker/src/main.ts'),
    metricsOffset: 5,
    needsRedis: true,
  },
  {
    name: 'ingress',
    entry: entry('ingress/src/main.ts'),
    metricsOffset: 0,
    port: 'INGRESS_PORT',
  },
  {
    name: 'api',
    entry: entry('api/src/main.ts'),
    metricsOffset: 2,
    port: 'API_PORT',
  },
];

/** Simulates GitHub if no credentials for the real one are set. */
export const simulatorService: UpService = {
  name: 'simulator',
  entry: entry('hubtwin/src/commands/simulator.ts'),
  metricsOffset: 3,
  port: 'SIMULATOR_PORT',
};

import { fileURLToPath } from 'node:url';

/** What `hubtwin up` runs. */
export interface UpService {
  name: string;
  /** Its main module; one that is run beside others exports `serve`. */
  entry: string;
  /** Metrics are served on METRICS_PORT and the ports after it. */
  metricsOffset: number;
  /** Started only where REDIS_URL is set. */
  needsRedis?: boolean;
  /** The variable of the port that it listens on beside that of its metrics. */
  port?: 'INGRESS_PORT' | 'API_PORT' | 'SIMULATOR_PORT';
}

const entry = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/**
 * Node's heap grows with the machine's memory where nothing limits it, and its young generation to many times what is in
 * use: a page of a list is soon garbage. On a machine that does other work too, memory counts more than the last bit of
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

/** Plays GitHub where no credentials for the real one are set. */
export const simulatorService: UpService = {
  name: 'simulator',
  entry: entry('hubtwin/src/main.ts'),
  metricsOffset: 3,
  port: 'SIMULATOR_PORT',
};

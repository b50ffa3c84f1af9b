import { fileURLToPath } from 'node:url';

/** A process that `hubtwin up` starts, in this order; they stop in the reverse one. */
export interface UpService {
  name: string;
  args: string[];
  /** Its part of GitHub's budget where there is no Redis to share it over. */
  budgetShare?: number;
  /** Metrics are served on METRICS_PORT and the ports after it. */
  metricsOffset: number;
  /** Started only where REDIS_URL is set. */
  needsRedis?: boolean;
  /** The variable of the port that it listens on beside that of its metrics. */
  port?: 'INGRESS_PORT' | 'API_PORT' | 'SIMULATOR_PORT';
}

const entry = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Node's heap grows with the machine's memory where nobody says how far: a page of a list is soon garbage. */
const modestHeap = ['--max-old-space-size=512', '--max-semi-space-size=16'];

export const services: readonly UpService[] = [
  {
    name: 'sync-worker',
    args: [...modestHeap, entry('sync-worker/src/main.ts')],
    metricsOffset: 1,
    budgetShare: 0.4,
  },
  {
    name: 'import-worker',
    args: [...modestHeap, entry('import-worker/src/main.ts')],
    metricsOffset: 4,
    budgetShare: 0.4,
  },
  {
    name: 'cache-worker',
    args: [entry('cache-worker/src/main.ts')],
    metricsOffset: 5,
    needsRedis: true,
  },
  {
    name: 'ingress',
    args: [entry('ingress/src/main.ts')],
    metricsOffset: 0,
    port: 'INGRESS_PORT',
  },
  {
    name: 'api',
    args: [entry('api/src/main.ts')],
    metricsOffset: 2,
    budgetShare: 0.2,
    port: 'API_PORT',
  },
];

/** Plays GitHub where no credentials for the real one are set. */
export const simulatorService: UpService = {
  name: 'simulator',
  args: [entry('hubtwin/src/main.ts'), 'simulator'],
  metricsOffset: 3,
  port: 'SIMULATOR_PORT',
};

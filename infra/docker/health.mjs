// Exits with 0 when what runs in this container answers, else with 1: the health check of every service.
// An address may be given; without one it is that of the metrics, which every service has.
import { argv, env, exit } from 'node:process';

const address = argv[2] ?? `http://127.0.0.1:${env.METRICS_PORT || 9464}/healthz`;
const isHealthy = await fetch(address, { signal: AbortSignal.timeout(3_000) }).then(
  ({ ok }) => ok,
  () => false,
);
exit(isHealthy ? 0 : 1);

// The health check of every service: exits with 0 if the service in this container answers, else with 1.
// The argument is a URL; the default is the metrics port, which every service has.
import { argv, env, exit } from 'node:process';

const address = argv[2] ?? `http://127.0.0.1:${env.METRICS_PORT || 9464}/healthz`;
const isHealthy = await fetch(address, { signal: AbortSignal.timeout(3_000) }).then(
  ({ ok }) => ok,
  () => false,
);
exit(isHealthy ? 0 : 1);

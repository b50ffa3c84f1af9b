import { addressOf } from '@hubtwin/service';
import type { Installation } from './plan-installation.ts';
import { formatTable } from './summary.ts';

const ownApp = 'To use your own GitHub organisation, create an App: npm run hubtwin -- app create\n';

/** The URLs and files of a running installation. */
export function describeInstallation(installation: Installation, databaseUrl: string): string {
  const { services, ports, secrets, isDemo, logs, redisUrl, metricsPortOf } = installation;
  const host = addressOf(installation.listenHost, 'localhost');
  const runs = (name: string) => services.some((service) => service.name === name);
  const rows: [string, string][] = [];
  if (runs('ingress')) rows.push(['Webhooks', `http://${host}:${ports.INGRESS_PORT}/webhooks/github`]);
  if (runs('api')) {
    const api = `http://${host}:${ports.API_PORT}`;
    rows.push(['API', `${api}/api/v1/repositories`]);
    rows.push(['API documentation', `${api}/docs`]);
    rows.push(['Queues', `${api}/admin/queues`]);
    if (installation.canInstallApp) rows.push(['Install the App', `${api}/api/v1/auth/github/install`]);
  }
  if (runs('simulator')) {
    rows.push(['Simulated GitHub', `http://${host}:${ports.SIMULATOR_PORT}/`]);
    rows.push(['Its control token', `controlToken in ${secrets.file}`]);
  }
  for (const service of services) {
    const port = metricsPortOf(service);
    if (port !== 0) rows.push([`Metrics of ${service.name}`, `http://${host}:${port}/metrics`]);
  }
  rows.push(['Postgres', databaseUrl]);
  rows.push(['Queue', redisUrl === undefined ? 'in Postgres, schema bullmq' : 'in Redis']);
  rows.push(['Logs', logs]);
  if (!installation.hasAdminKey) {
    rows.push(['Admin API key', secrets.isNew ? secrets.adminKey : `unchanged, in ${secrets.file}`]);
  }
  return `\nHubtwin runs.\n\n${formatTable(rows)}\n\n${isDemo ? ownApp : ''}Ctrl-C stops everything.`;
}

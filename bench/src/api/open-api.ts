import { randomBytes } from 'node:crypto';
import { freePort } from '../free-port.ts';
import { startApp } from '../server-process.ts';

/** The API in its own process, and a key with read access. Disposing stops it. */
export interface OpenApi extends AsyncDisposable {
  url: string;
  pid: number;
  headers: { authorization: string };
  /** Its metrics in Prometheus' format. */
  metrics(): Promise<string>;
}

export async function openApi(databaseUrl: string, options: { caching: boolean }): Promise<OpenApi> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const key = `htk_${randomBytes(24).toString('base64url')}`;
  const service = await startApp('api', {
    DATABASE_URL: databaseUrl,
    API_PORT: `${port}`,
    METRICS_PORT: `${metricsPort}`,
    HUBTWIN_ADMIN_KEY: key,
    GITHUB_ENABLE_CACHING: `${options.caching}`,
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: service.pid,
    headers: { authorization: `Bearer ${key}` },
    metrics: async () => await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

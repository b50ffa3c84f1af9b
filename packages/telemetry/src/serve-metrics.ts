import { once } from 'node:events';
import { createServer } from 'node:http';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';

/** Prometheus gives up after ten seconds: what a store that is away would tell is left out before. */
const collectWithinMs = 2_500;

/** Tells all metrics; those whose store does not answer in time are missing, and the others are told. */
export class MetricsExporter extends PrometheusExporter {
  constructor() {
    super({ preventServerStart: true, withoutScopeInfo: true });
  }

  override collect(options?: Parameters<PrometheusExporter['collect']>[0]) {
    return super.collect({ timeoutMillis: collectWithinMs, ...options });
  }
}

/**
 * Serves `/metrics`, and `/healthz` that says that this process lives.
 *
 * @throws the listen error (`EADDRINUSE` …).
 */
export async function serveMetrics(
  exporter: MetricsExporter,
  { port, host }: { port: number; host: string },
): Promise<AsyncDisposable> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/metrics') exporter.getMetricsRequestHandler(request, response);
    else if (path === '/healthz')
      response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
    else response.writeHead(404).end();
  }).unref();
  const listening = once(server, 'listening');
  server.listen(port, host);
  await listening;
  return {
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

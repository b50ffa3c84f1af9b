import { once } from 'node:events';
import { createServer } from 'node:http';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';

/** Prometheus times out after ten seconds: metrics of an unavailable store are omitted before that. */
const collectWithinMs = 2_500;

/** Exports all metrics except those whose store does not respond in time. */
export class MetricsExporter extends PrometheusExporter {
  constructor() {
    super({ preventServerStart: true, withoutScopeInfo: true });
  }

  override collect(options?: Parameters<PrometheusExporter['collect']>[0]) {
    return super.collect({ timeoutMillis: collectWithinMs, ...options });
  }
}

/**
 * Serves `/metrics`, and `/healthz`, which reports that the process is alive.
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

import { addressOf } from '@hubtwin/service';
import { services } from '../up/services.ts';

export interface ServiceState {
  name: string;
  url: string;
  isReachable: boolean;
}

export interface Ports {
  redisUrl: string | undefined;
  ports: Record<'INGRESS_PORT' | 'API_PORT' | 'SIMULATOR_PORT', number>;
  metricsPort: number;
  /** The address that they listen on. */
  listenHost: string;
}

const withinMs = 1_000;

/** Probes each service that `hubtwin up` runs on this machine; those without an own port by their metrics. */
export async function probeServices({
  redisUrl,
  ports,
  metricsPort,
  listenHost,
}: Ports): Promise<ServiceState[]> {
  const host = addressOf(listenHost, 'localhost');
  const useful = services.filter(({ needsRedis }) => redisUrl !== undefined || needsRedis !== true);
  const endpoints = useful.flatMap(({ name, port, metricsOffset }) => {
    if (port !== undefined) return [{ name, url: `http://${host}:${ports[port]}/readyz` }];
    // The port of metrics on a random free port is unknown.
    return metricsPort === 0 ? [] : [{ name, url: `http://${host}:${metricsPort + metricsOffset}/metrics` }];
  });
  return await Promise.all(
    endpoints.map(async ({ name, url }) => ({ name, url, isReachable: await answers(url) })),
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

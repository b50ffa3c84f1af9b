import { type AppProcess, freePort, startApp, startFaultProxy } from '@hubtwin/test-kit';
import type { FleetEnvironment } from './start-fleet.ts';

/** The services of a host that will vanish; their sessions in Postgres have names that start with `vanishing-`. */
const hostServices = ['ingress', 'sync-worker', 'cache-worker', 'api'] as const;

/** Processes whose connections, to Postgres and Redis and from clients, use the network of their host. */
export interface Host extends AsyncDisposable {
  /** The ports of its ingress and its API. */
  ports: { ingress: number; api: number };
  /** Drops its packets from now on: for the others none of its connections ends. */
  vanish(): Promise<void>;
  /** Delivers what its processes have sent since, and reconnects them. */
  comeBack(): Promise<void>;
  /** The processes that ended. */
  ended(): string[];
}

/**
 * Requests to GitHub are not cut off, because its pages link to one address. The host cannot store the answers.
 *
 * @param environment of its processes, with the addresses of Postgres and Redis.
 */
export async function startHost(environment: FleetEnvironment): Promise<Host> {
  await using owned = new AsyncDisposableStack();
  const proxyTo = async (port: number) => owned.use(await startFaultProxy({ port }));
  const portOf = (url: string) => Number(new URL(url).port);
  const postgres = await proxyTo(portOf(environment.DATABASE_URL));
  const redis = await proxyTo(portOf(environment.REDIS_URL));
  const own = { INGRESS_PORT: await freePort(), API_PORT: await freePort() };
  const doors = { ingress: await proxyTo(own.INGRESS_PORT), api: await proxyTo(own.API_PORT) };
  const proxies = [postgres, redis, doors.ingress, doors.api];

  const ended: string[] = [];
  async function start(name: string): Promise<AppProcess> {
    const database = new URL(postgres.through(environment.DATABASE_URL));
    database.searchParams.set('application_name', `vanishing-${name}`);
    const service = await startApp(name, {
      ...environment,
      DATABASE_URL: database.href,
      REDIS_URL: redis.through(environment.REDIS_URL),
      INGRESS_PORT: `${own.INGRESS_PORT}`,
      API_PORT: `${own.API_PORT}`,
    });
    void service.ended.then(() => ended.push(`${name}: ${service.output()}`));
    return service;
  }
  const services = await Promise.all(hostServices.map(start));
  owned.defer(async () => {
    await Promise.all(services.map((service) => service.killHard()));
  });
  const disposal = owned.move();
  return {
    ports: { ingress: doors.ingress.port, api: doors.api.port },
    async vanish() {
      await Promise.all(proxies.map((proxy) => proxy.inflict({ kind: 'vanish' })));
    },
    async comeBack() {
      await Promise.all(proxies.map((proxy) => proxy.inflict(null)));
    },
    ended: () => [...ended],
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}

import { type AppProcess, type FaultProxy, freePort, startApp } from '@hubtwin/test-kit';

/** The processes of a deployment. */
export const fleetServices = ['ingress', 'sync-worker', 'import-worker', 'cache-worker', 'api'] as const;
type ServiceName = (typeof fleetServices)[number];

/** The environment of its processes, with the addresses of the stores. */
export type FleetEnvironment = Record<string, string> & Record<'DATABASE_URL' | 'REDIS_URL', string>;

/** A process of each service; one that ends is restarted, as by an orchestrator. Disposing stops them. */
export interface Fleet extends AsyncDisposable {
  /** `kill -9`. Resolves when the replacement runs. */
  kill(name: ServiceName): Promise<void>;
  /** Starts a replacement, sends new connections to it, and only then stops the old process. */
  roll(name: ServiceName): Promise<void>;
  /** The port of a service: ingress or api. */
  port(name: ServiceName): number;
  /** The number of unexpected ends of a service. */
  crashes(name: ServiceName): number;
}

/** @param door the proxy of the ingress, whose port changes with each start. */
export async function startFleet(environment: FleetEnvironment, door: FaultProxy): Promise<Fleet> {
  const running = new Map<ServiceName, AppProcess>();
  const ports = new Map<ServiceName, number>();
  const crashes = new Map<ServiceName, number>();
  const expected = new WeakSet<AppProcess>();
  const starting = new Set<Promise<void>>();
  let stopping = false;

  async function start(name: ServiceName): Promise<void> {
    const port = await freePort();
    const variables = { INGRESS_PORT: `${port}`, API_PORT: `${port}` };
    const started = await startApp(name, { ...environment, ...variables });
    running.set(name, started);
    ports.set(name, port);
    if (name === 'ingress') door.retarget(port);
    void started.ended.then(() => {
      if (stopping || expected.has(started)) return;
      const again: Promise<void> = startAgain(name).finally(() => starting.delete(again));
      starting.add(again);
    });
  }

  /** It may end again before it is ready. */
  async function startAgain(name: ServiceName): Promise<void> {
    while (!stopping) {
      crashes.set(name, (crashes.get(name) ?? 0) + 1);
      const isStarted = await start(name).then(
        () => true,
        () => false,
      );
      if (isStarted) return;
    }
  }

  /** Stops the supervision of the process. */
  function dismiss(name: ServiceName): AppProcess {
    const service = running.get(name);
    if (service === undefined) throw new Error(`${name} does not run`);
    expected.add(service);
    return service;
  }

  await Promise.all(fleetServices.map(start));
  return {
    async kill(name) {
      await dismiss(name).killHard();
      await start(name);
    },
    async roll(name) {
      const old = dismiss(name);
      await start(name);
      await old[Symbol.asyncDispose]();
    },
    port: (name) => ports.get(name) ?? 0,
    crashes: (name) => crashes.get(name) ?? 0,
    async [Symbol.asyncDispose]() {
      stopping = true;
      await Promise.allSettled(starting);
      await Promise.all([...running.values()].map((service) => service[Symbol.asyncDispose]()));
    },
  };
}

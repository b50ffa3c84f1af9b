import { storeObservations } from '@hubtwin/database';
import { GitHubError } from '@hubtwin/github';
import { type Delivery, runScenario } from '@hubtwin/github-simulator';
import { resources } from '@hubtwin/resources';
import { testSettings } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { NoAccessError } from '../src/answers/repository-status.ts';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { listInstallation } from '../src/import/list-installation.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { syncOrganization } from '../src/sync/organization/sync-organization.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import { differences, organizationDifferences } from './truth.ts';

// A long run: WORLDS=200 DELIVERIES=1000.
const worlds = Array.from({ length: testSettings.worlds ?? 20 }, (_, nth) => nth + 1);
const deliveries = testSettings.deliveries ?? 120;
const call = { priority: 'high' } as const;

/** A twin with lost and reordered deliveries, whose workers are killed. */
interface Troubled {
  twin: TestTwin;
  random: () => number;
  /** Advances GitHub's time. */
  pass(ms: number): void;
}

/** Generates activity in the demo organisation until so many deliveries were sent; calls `each` for every one. */
async function play(
  { twin: { running }, pass }: Troubled,
  each: (delivery: Delivery, count: number) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  let count = 0;
  await runScenario({
    simulator: running.simulator,
    signal: stop.signal,
    wait: async (ms) => pass(ms),
    async deliver(delivery) {
      count += 1;
      await each(delivery, count);
      if (count === deliveries) stop.abort();
    },
  });
}

/** A worker that is killed one of twenty times: its transaction is rolled back, and the delivery is processed again. */
async function apply(
  { twin, random }: Troubled,
  { event, body }: Pick<Delivery, 'event' | 'body'>,
): Promise<void> {
  const receivedAt = new Date(twin.running.simulator.world.time.ms());
  const { observations } = interpretDelivery({ event, payload: JSON.parse(body), receivedAt });
  for (let isDying = random() < 0.05; ; isDying = false) {
    const attempt = storeObservations(twin.connection.database, observations, async () => {
      if (isDying) throw new Error('killed');
    });
    if (!isDying) {
      await attempt;
      return;
    }
    await attempt.catch(() => {});
  }
}

/** Fetches uncertain objects until there are none. */
async function settle({ twin, pass }: Troubled, attempts: number): Promise<void> {
  const { connection, github, running } = twin;
  const options = { database: connection.database, github, ...call };
  const repositoryIds = [...running.simulator.world.repositories.keys()];
  for (let attempt = 0, remaining = 1; attempt < attempts && remaining > 0; attempt++) {
    remaining = 0;
    pass(2_500);
    for (const definition of resources) {
      for (const repositoryId of definition.inRepository ? repositoryIds : [null]) {
        const settled = await refetchUncertain(definition, repositoryId, options).catch(forgive);
        remaining += settled?.remaining ?? 1;
      }
    }
  }
}

/** A failure of GitHub ends a job; the next one follows. */
function forgive(error: unknown): null {
  if (error instanceof GitHubError || error instanceof NoAccessError) return null;
  throw error;
}

/** Imports everything, while workers are killed now and then and others continue at their page. */
async function importAll({ twin, random }: Troubled): Promise<void> {
  const { world } = twin.running.simulator;
  const [installation] = world.installations.values();
  const { database } = twin.connection;
  for (let isListed = false; !isListed; ) {
    const ids = await listInstallation({ database, github: twin.github }, installation?.id ?? 0, call).catch(
      forgive,
    );
    isListed = ids !== null;
  }
  const work = async (name: string) => {
    let jobId: number | undefined;
    for (let isDone = false; !isDone; ) {
      const pages = random() < 0.5 ? 1 + Math.floor(random() * 8) : Number.POSITIVE_INFINITY;
      const attempt = { pages, ...(jobId !== undefined && { jobId }) };
      const imported = await twin.import(`demo-org/${name}`, attempt).catch(forgive);
      jobId = imported?.jobId ?? jobId;
      isDone = imported?.failures.length === 0;
    }
  };
  await Promise.all([...world.repositories.values()].map(({ name }) => work(name)));
}

test.each(worlds)(
  'world %i: with deliveries lost, duplicated, reordered and rejected, stale answers and killed workers, the twin ends equal to GitHub',
  { timeout: 300_000 },
  async (seed) => {
    await using twin = await startTwin(null, seed);
    const random = createRandom(seed);
    const { simulator, rest } = twin.running;
    const { world } = simulator;
    let ahead = 0;
    const pass = (ms: number) => {
      ahead += ms;
      simulator.shiftTime(ahead);
    };
    const troubled: Troubled = { twin, random, pass };
    for (const fault of [
      { kind: 'status', status: 502 },
      { kind: 'reset' },
      { kind: 'stale' },
      { kind: 'stale' },
    ] as const) {
      rest.faults.add({ fault, method: 'GET', probability: 0.01 });
    }

    const lost: Delivery[] = [];
    const late: { delivery: Delivery; at: number }[] = [];
    const arrive = async (until: number) => {
      const due = late.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      for (const { delivery } of due) await apply(troubled, delivery);
      late.splice(0, late.length, ...late.filter(({ at }) => at > until));
    };
    await play(troubled, async (delivery, at) => {
      if (random() < 0.1) lost.push(delivery);
      else late.push({ delivery, at: at + (random() < 0.3 ? random() * 40 : 0) });
      if (random() < 0.1) late.push({ delivery, at: at + random() * 80 });
      if (at % 10 === 0) await arrive(at);
      if (at === deliveries / 2) await importAll(troubled);
      if (at % 60 !== 0) return;
      await settle(troubled, 1);
      const ids = [...world.repositories.keys()];
      const id = ids[Math.floor(random() * ids.length)] ?? 0;
      await syncRepository(id, null, {
        database: twin.connection.database,
        github: twin.github,
        ...call,
      }).catch(forgive);
    });

    // Then there are no more faults: one recovery pass, and one sync.
    rest.faults.clear();
    await arrive(Number.POSITIVE_INFINITY);
    for (const delivery of lost) await apply(troubled, delivery);
    await settle(troubled, 5);
    for (const id of world.repositories.keys()) {
      await syncRepository(id, null, { database: twin.connection.database, github: twin.github, ...call });
    }
    const { organisation, installations } = world;
    const view = twin.github.forInstallation([...installations.keys()][0] ?? 0);
    await syncOrganization({ database: twin.connection.database, view }, organisation, call);
    await settle(troubled, 5);

    const names = [...world.repositories.values()].map(({ name }) => `demo-org/${name}`);
    const found = await Promise.all(
      names.flatMap((name) =>
        resources.map((definition) => differences(twin.running, twin.connection, definition, name)),
      ),
    );
    expect(found.flat()).toEqual([]);
    expect(await organizationDifferences(twin.running, twin.connection, organisation.login)).toEqual([]);
  },
);

/** Fractions from a seed: a linear congruential generator (Numerical Recipes). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

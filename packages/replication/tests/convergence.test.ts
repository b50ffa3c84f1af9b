import { applyObservations } from '@hubtwin/database';
import { type Delivery, runScenario } from '@hubtwin/github-simulator';
import { expect, test } from 'vitest';
import { settleDoubts } from '../src/fetch/settle-doubts.ts';
import { listInstallation } from '../src/import/list-installation.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { resources } from '../src/resources/index.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import { differences } from './truth.ts';

// A world takes five seconds: more of them by WORLDS=20.
const worlds = Array.from({ length: Number(process.env.WORLDS ?? 3) }, (_, nth) => nth + 1);
const deliveries = 400;

/** Has people work in the demo organisation until so many deliveries were sent; `each` is told of every one. */
async function play(
  { running }: TestTwin,
  deliveries: number,
  each: (delivery: Delivery, count: number) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  let count = 0;
  await runScenario({
    simulator: running.simulator,
    signal: stop.signal,
    wait: async () => {},
    async deliver(delivery) {
      count += 1;
      await each(delivery, count);
      if (count === deliveries) stop.abort();
    },
  });
}

async function apply({ connection }: TestTwin, deliveries: readonly Delivery[]): Promise<void> {
  const observations = deliveries.flatMap(
    ({ event, body }) =>
      interpretDelivery({ event, payload: JSON.parse(body), receivedAt: new Date() }).observations,
  );
  await connection.database
    .transaction()
    .execute((transaction) => applyObservations(transaction, observations));
}

async function settle({ connection, github }: TestTwin, repositoryIds: readonly number[]): Promise<void> {
  const options = { database: connection.database, github, priority: 'high' } as const;
  for (const definition of resources) {
    for (const repositoryId of definition.inRepository ? repositoryIds : [null]) {
      await settleDoubts(definition, repositoryId, options);
    }
  }
}

test.each(worlds)(
  'world %i: whatever is lost, doubled and shuffled, the twin ends as GitHub is',
  { timeout: 120_000 },
  async (seed) => {
    await using twin = await startTwin(null, seed);
    const { database } = twin.connection;
    const { world } = twin.running.simulator;
    const random = createRandom(seed);
    const call = { priority: 'high' } as const;
    const lost: Delivery[] = [];
    const late: { delivery: Delivery; at: number }[] = [];
    const arrive = async (until: number) => {
      const due = late.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      for (const { delivery } of due) await apply(twin, [delivery]);
      late.splice(0, late.length, ...late.filter(({ at }) => at > until));
    };
    await play(twin, deliveries, async (delivery, at) => {
      if (random() < 0.1) lost.push(delivery);
      else late.push({ delivery, at: at + (random() < 0.3 ? random() * 40 : 0) });
      if (random() < 0.1) late.push({ delivery, at: at + random() * 80 });
      if (at % 20 === 0) await arrive(at);
      if (at !== deliveries / 2) return;
      // In the middle of it all the twin is imported.
      const [installation] = world.installations.values();
      await listInstallation({ database, github: twin.github }, installation?.id ?? 0, call);
      await twin.importAll([...world.repositories.values()].map(({ name }) => `demo-org/${name}`));
    });
    await arrive(Number.POSITIVE_INFINITY);
    // What recovery brings.
    for (const delivery of lost) await apply(twin, [delivery]);

    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const ids = [...world.repositories.keys()];
    await settle(twin, ids);
    for (const id of ids) await syncRepository(id, null, { database, github: twin.github, ...call });
    const names = [...world.repositories.values()].map(({ name }) => `demo-org/${name}`);
    const found = await Promise.all(
      names.flatMap((name) =>
        resources.map((definition) => differences(twin.running, twin.connection, definition, name)),
      ),
    );
    expect(found.flat()).toEqual([]);
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

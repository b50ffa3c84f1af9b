import { storeObservations } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import { differences } from './truth.ts';

const name = 'demo-org/monolith';
const by = { repository: 'monolith', by: 'ada-okafor' };

let twin: TestTwin;
beforeEach(async () => {
  twin = await startTwin({ repositories: 0, sized: [{ name: 'monolith', commits: 3 }] });
  await twin.importAll([name]);
});
afterEach(() => twin[Symbol.asyncDispose]());

type Deliveries = readonly { event: string; body: string }[];

async function apply(deliveries: Deliveries, changed: object = {}) {
  const observations = deliveries.flatMap(({ event, body }) => {
    const payload = { ...JSON.parse(body), ...changed };
    return interpretDelivery({ event, payload, receivedAt: new Date() }).observations;
  });
  await storeObservations(twin.connection.database, observations);
}

async function expectFetched(resource: string, uncertain: number) {
  const definition = resources.find((each) => each.name === resource) ?? expect.fail();
  const { connection, github, running } = twin;
  const options = { database: connection.database, github };
  const refetch = () => refetchUncertain(definition, twin.repositoryIdOf(name), options);
  expect(await refetch()).toMatchObject({ uncertain, unreachable: 0 });
  // A fetch within the second of the deliveries may be older than they are.
  await waitFor('a later fetch', async () => (await refetch()).uncertain === 0);
  expect(await differences(running, connection, definition, name)).toEqual([]);
}

test('tags that only a push reported are fetched by the list of tags', async () => {
  const { commands } = twin.running.simulator;
  await apply(commands.pushTags({ ...by, tags: ['one', 'two'] }).deliveries);
  await expectFetched('tags', 2);
});

test('a status of which two deliveries differ is fetched by the list of its commit', async () => {
  const { commands } = twin.running.simulator;
  const { deliveries } = commands.setCommitStatus({
    ...by,
    ...{ context: 'ci/build', state: 'pending', description: 'Runs' },
  });
  await apply(deliveries);
  await apply(deliveries, { description: 'Ran' });
  await expectFetched('commit_statuses', 1);
});

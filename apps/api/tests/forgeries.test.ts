import { contract, type RouteContract } from '@hubtwin/contract';
import { storeObservations } from '@hubtwin/database';
import { boundClaims, interpretDelivery } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import { forgeDelivery, type KnownObjects } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitSha, issueOf, pullOf } from './payloads.ts';
import { startApi } from './start-api.ts';
import { storeDelivery } from './store.ts';

const rounds = 8;
const perRound = 160;
const mine: KnownObjects = known(7001, 'acme/rocket');
const others = [known(7002, 'acme/vault'), known(7003, 'umbrella/safe')];
const events = [...new Set(resources.flatMap((definition) => Object.keys(definition.events)))];
const canary = 'canary in the coal mine';

function known(id: number, fullName: string): KnownObjects {
  const ids = { issue: [id * 10], pull_request: [id * 10 + 1], user: [7], sender: [7] };
  return { id, fullName, ids, numbers: [1, 2], shas: [commitSha(id)] };
}

/** Every GET that a limited key may call, about one of the repositories. */
function readsOf({ id, fullName, ids, numbers, shas }: KnownObjects): string[] {
  const [owner = '', repo = ''] = fullName.split('/');
  const values: Record<string, unknown[]> = {
    owner: [owner],
    repo: [repo],
    number: [...numbers],
    sha: [...shas],
  };
  return Object.values<RouteContract>(contract)
    .filter(({ method, limitedKeys }) => method === 'get' && limitedKeys === 'bounded')
    .flatMap(({ path }) =>
      [...path.matchAll(/\{(\w+)\}/g)].reduce<string[]>(
        (paths, [place, name = '']) =>
          paths.flatMap((each) =>
            (values[name] ?? [id, ...Object.values(ids).flat()]).map((value) =>
              each.replace(place, `${value}`),
            ),
          ),
        [path],
      ),
    );
}

test('1,280 random deliveries signed with the secret of one hook show a limited key nothing of other repositories', {
  timeout: 300_000,
}, async () => {
  await using api = await startApi();
  await api.apply([
    issueOf(mine, { id: 70010, number: 1 }),
    ...others.flatMap((other) => [
      issueOf(other, { id: other.id * 10, number: 1, title: canary, body: canary }),
      pullOf(other, { id: other.id * 10 + 1, number: 2, title: canary }),
    ]),
  ]);
  const key = await api.createKey({ scopes: ['read', 'admin'], repositoryIds: [mine.id] });
  const owner = { configId: 1, repositoryId: mine.id, target: mine.fullName, ownerId: null };
  const paths = [
    ...new Set([mine, ...others].flatMap(readsOf)),
    '/api/v1/search?q=canary',
    '/api/v1/issues?state=all',
    '/api/v1/pulls?state=all',
  ];
  expect((await api.ask('/api/v1/search?q=canary')).text).toContain(canary);

  let applied = 0;
  // Numbers from 0 on and below 1, all as likely.
  const draws = fc.infiniteStream(fc.noBias(fc.nat(2 ** 30 - 1)).map((drawn) => drawn / 2 ** 30));
  await fc.assert(
    fc.asyncProperty(draws, async (stream) => {
      const random = () => stream.next().value;
      for (let nth = 0; nth < perRound; nth += 1) {
        const { event, payload } = forgeDelivery(random, { mine, others, events });
        try {
          const said = interpretDelivery({ event, payload, receivedAt: new Date() });
          const { observations, repositoryId } = boundClaims(said, owner, {
            ownerId: 900,
            ownerLogin: 'acme',
          });
          await storeObservations(api.connection.database, observations);
          await storeDelivery(api, event, payload, { status: 'processed', repository_id: repositoryId });
          applied += 1;
        } catch (error) {
          if (!/UnusableDelivery/.test(`${Object(error).name} ${Object(error).constructor.name}`))
            throw error;
        }
      }
      for (const path of paths) {
        const { text } = await api.ask(path, { key });
        expect([path, text.includes(canary)]).toEqual([path, false]);
      }
    }),
    { numRuns: rounds, endOnFailure: true },
  );
  expect(applied).toBeGreaterThan(300);
});

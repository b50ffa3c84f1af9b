import { expect, test } from 'vitest';
import { openSyncedScene } from './synced-scene.ts';

const scene = { repository: 'storefront', by: 'ada-okafor' };

test('a push to a side branch whose delivery is lost is found with its commits, also where GitHub fails at first', async () => {
  await using twin = await openSyncedScene();
  const { commands, world } = twin.github.simulator;
  let shiftMs = 0;
  const push = (branch: string, count: number) => {
    // GitHub's times have whole seconds.
    shiftMs += 2_000;
    twin.github.simulator.shiftTime(shiftMs);
    commands.push({
      ...scene,
      branch,
      commits: Array.from({ length: count }, (_, n) => ({ message: `side ${branch} ${n}` })),
    });
  };
  await twin.sync('full');
  const stored = async () =>
    (await twin.query(`select message from commits where message like 'side %'`)).length;

  commands.createBranch({ ...scene, branch: 'one' });
  push('one', 130);
  await twin.sync('probe');
  expect(await stored(), 'of a new branch').toBe(130);
  push('one', 3);
  twin.github.rest.log.clear();
  await twin.sync('probe');
  expect(await stored()).toBe(133);
  const lists = twin.github.rest.log.list({ route: 'GET /repos/:owner/:repo/commits' });
  expect(lists.length, 'until what is known, and the default branch').toBeLessThanOrEqual(2);

  push('one', 2);
  const head = world.repositories.get(twin.storefront)?.branches.get('one')?.head.sha ?? '';
  const fault = twin.github.rest.faults.add({
    fault: { kind: 'status', status: 500 },
    path: `sha=${head}`,
  });
  await twin.sync('probe');
  expect(await stored(), 'while GitHub fails').toBe(133);
  const [branch] = await twin.query(`select sha from branches where name = 'one'`);
  expect(branch?.sha, 'the branch itself').toBe(head);
  twin.github.rest.faults.remove(fault);
  await twin.sync('probe');
  expect(await stored()).toBe(135);
});

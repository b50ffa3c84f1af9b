import { saveCursor } from '@hubtwin/database';
import { expect, test } from 'vitest';
import { listInstallationsWhenDue } from '../src/timers/list-installations-when-due.ts';
import { startSimulatedGitHub } from './simulated-github.ts';
import { startWorker } from './start-worker.ts';

const { signal } = new AbortController();
const account = 'demo-org';
const by = 'ada-okafor';

test('an installation that was resumed is found within an interval although the delivery was lost', async () => {
  await using github = await startSimulatedGitHub();
  await using worker = await startWorker({ environment: github.environment });
  const { commands } = github.simulator;
  const { database } = worker.context;
  const list = async (minutesAgo: number) => {
    const listedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    await saveCursor(database, 'installations', { listedAt });
    github.rest.log.clear();
    await listInstallationsWhenDue(worker.context, signal);
    const { rows } = await worker.connection.pool.query('select suspended_at from installations');
    return {
      suspended: rows.map((row) => row.suspended_at !== null),
      requests: github.rest.log.list().length,
    };
  };
  commands.install({ by });
  commands.suspendInstallation({ account, by });
  expect(await list(25 * 60)).toEqual({ suspended: [true], requests: 1 });
  github.simulator.shiftTime(60_000);
  commands.unsuspendInstallation({ account, by });
  expect(await list(5)).toEqual({ suspended: [true], requests: 0 });
  expect(await list(16)).toEqual({ suspended: [false], requests: 1 });
  // Without a suspended one, once a day is sufficient.
  expect(await list(16)).toEqual({ suspended: [false], requests: 0 });
});

import { findRestrictions } from '@hubtwin/database';
import { expect, test } from 'vitest';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin } from './start-twin.ts';

const name = 'demo-org/monolith';
const size = { commits: 20, issues: 4, pullRequests: 0, runs: 0, branches: 1, labels: 2, releases: 0 };
const json = { 'content-type': 'application/json; charset=utf-8' };
const none = { kind: 'answer', status: 200, body: '[]', headers: json } as const;
const noContent = { kind: 'answer', status: 204, body: '' } as const;
const empty = { kind: 'refusal', status: 409, message: 'Git Repository is empty.' } as const;

test.each([
  ['no branch, no commit and no contributor', { branches: none, commits: empty, contributors: noContent }],
  ['a conflict for each', { branches: empty, commits: empty, contributors: empty }],
  ['a branch, and no commit yet', { commits: empty, contributors: noContent }],
  ['no branch, and an empty list of contributors', { branches: none, contributors: none }],
  ['no contributor alone', { contributors: noContent }],
  ['no list of commits', { branches: none, commits: noContent, contributors: noContent }],
] as const)(
  'a repository without a commit is imported without a failure, and its history once there is one: %s',
  async (_, answers) => {
    await using twin = await startTwin({ repositories: 0, sized: [{ name: 'monolith', ...size }] });
    const { connection, github, running } = twin;
    const { database, pool } = connection;
    const repositoryId = twin.repositoryIdOf(name);
    for (const [list, fault] of Object.entries(answers))
      running.rest.faults.add({ fault, path: `/${list}(\\?|$)` });
    const { failures } = await twin.import(name);
    expect(failures).toEqual([]);
    expect(await findRestrictions(database, repositoryId)).toEqual([]);
    const count = async (table: string) =>
      (await pool.query(`select count(*)::int from ${table} where deleted_at is null`)).rows[0].count;
    expect([await count('issues'), (await count('labels')) > 0]).toEqual([4, true]);

    running.rest.faults.clear();
    await syncRepository(repositoryId, null, { database, github, priority: 'high' });
    expect(await findRestrictions(database, repositoryId)).toEqual([]);
    const truth = running.simulator.world.repositories.get(repositoryId);
    expect(await count('branches')).toBe(truth?.branches.size);
    expect(await count('commits')).toBe(truth?.branches.get(truth.defaultBranch)?.commits.length);
    expect(await count('contributors')).toBeGreaterThan(0);
  },
);

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTestFolder, waitFor } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startUp, type UpProcess } from './up-process.ts';

const page = z.object({ data: z.array(z.record(z.string(), z.unknown())) });
const access = z.object({ can_write: z.record(z.string(), z.boolean()) });

/** Reads the API as its administrator. */
function reader({ folder, ports }: UpProcess): (path: string) => Promise<unknown> {
  const { adminKey } = JSON.parse(readFileSync(join(folder, '.hubtwin/secrets.json'), 'utf8'));
  return async (path) => {
    const response = await fetch(`http://localhost:${ports.API_PORT}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${adminKey}` },
    });
    return await response.json();
  };
}

const state = z.object({ repositories: z.int() });

/** The number of repositories on the simulated GitHub. */
async function countSimulated({ folder, ports }: UpProcess): Promise<number> {
  const { controlToken } = JSON.parse(readFileSync(join(folder, '.hubtwin/secrets.json'), 'utf8'));
  const response = await fetch(`http://127.0.0.1:${ports.SIMULATOR_PORT}/_sim/state`, {
    headers: { authorization: `Bearer ${controlToken}` },
  });
  return state.parse(await response.json()).repositories;
}

test('the demo continues at the second and third start: each repository once, no sync fails, all writes are granted', async () => {
  const folder = createTestFolder('demo');
  const seen: unknown[][] = [];
  for (let start = 1; start <= 3; start++) {
    await using up = await startUp({ folder });
    const read = reader(up);
    const list = async (path: string) => page.parse(await read(path)).data;
    // Six, and those that the simulated people have created since.
    const isComplete = async () => (await list('repositories')).length === (await countSimulated(up));
    await waitFor('the repositories of the simulated GitHub', isComplete);
    expect((await list('repositories')).length).toBeGreaterThanOrEqual(6);
    const all = await list('repositories?accessible=all&limit=100');
    expect(new Set(all.map(({ full_name }) => full_name)).size).toBe(all.length);
    // They create none beyond nine.
    expect(all.length).toBeLessThanOrEqual(9);
    seen.push(all.map(({ id }) => id).sort());
    const newest = async () => (await list('webhooks/events?limit=1'))[0]?.delivery_id;
    const before = await newest();
    await waitFor('a new delivery', async () => (await newest()) !== before);
    const { can_write } = access.parse(await read('access?repository=demo-org/orders-api'));
    expect(Object.entries(can_write).filter(([, isGranted]) => !isGranted)).toEqual([]);
    expect(can_write).toHaveProperty('runners');
    expect((await list('sync/jobs')).filter(({ status }) => status === 'failed')).toEqual([]);
    expect(await list('webhooks/events?status=parked')).toEqual([]);
    await up.stop('SIGINT');
  }
  expect(seen[1]).toEqual(expect.arrayContaining(seen[0] ?? []));
  expect(seen[2]).toEqual(expect.arrayContaining(seen[1] ?? []));
  rmSync(folder, { recursive: true });
}, 120_000);

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { median } from '../median.ts';
import { atLeast, type BenchResult } from '../result.ts';

const path = '/repos/demo-org/storefront/issues?per_page=5';
const rounds = 5;

/** The number of GETs of about 10 KB that the simulated GitHub serves per second on one core. */
export async function simulatorSuite(): Promise<BenchResult[]> {
  const child = fork(fileURLToPath(new URL('../simulator/rest-server.ts', import.meta.url)), {
    stdio: 'inherit',
  });
  const [{ port, token }] = await once(child, 'message');
  const url = `http://127.0.0.1:${port}${path}`;
  const headers = { authorization: `token ${token}` };
  const kilobytes = (await (await fetch(url, { headers })).text()).length / 1_000;

  const cpuSeconds = async () => {
    child.send('cpu');
    const [{ cpu }] = await once(child, 'message');
    return (cpu.user + cpu.system) / 1_000_000;
  };
  const load = (duration: number) => autocannon({ url, headers, connections: 16, duration });
  await load(3);
  const perCoreSecond: number[] = [];
  let failures = 0;
  for (let round = 0; round < rounds; round++) {
    const before = await cpuSeconds();
    const result = await load(2);
    perCoreSecond.push(result['2xx'] / ((await cpuSeconds()) - before));
    failures += result.non2xx + result.errors;
  }
  child.disconnect();
  await once(child, 'exit');
  const name = `GETs of ${kilobytes.toFixed(1)} KB in a second of one core`;
  return [
    atLeast('simulator', name, { ours: median(perCoreSecond), limit: 3_000, unit: '' }),
    atLeast('simulator', 'share of GETs answered', { ours: failures === 0 ? 100 : 0, limit: 100, unit: '%' }),
  ];
}

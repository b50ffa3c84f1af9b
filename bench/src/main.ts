import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { BenchResult } from './result.ts';
import { apiSuite } from './suites/api.ts';
import { backlogSuite } from './suites/backlog.ts';
import { driftSuite } from './suites/drift.ts';
import { feedSuite } from './suites/feed.ts';
import { githubSuite } from './suites/github.ts';
import { importSuite } from './suites/import.ts';
import { ingestSuite } from './suites/ingest.ts';
import { isolationSuite } from './suites/isolation.ts';
import { listsSuite } from './suites/lists.ts';
import { memorySuite } from './suites/memory.ts';
import { scaleSuite } from './suites/scale.ts';
import { searchSuite } from './suites/search.ts';
import { simulatorSuite } from './suites/simulator.ts';
import { stopSuite } from './suites/stop.ts';
import { writeSuite } from './suites/write.ts';

const suites: Record<string, () => Promise<BenchResult[]>> = {
  ingest: ingestSuite,
  api: apiSuite,
  feed: feedSuite,
  search: searchSuite,
  github: githubSuite,
  drift: driftSuite,
  isolation: isolationSuite,
  import: importSuite,
  lists: listsSuite,
  write: writeSuite,
  backlog: backlogSuite,
  scale: scaleSuite,
  simulator: simulatorSuite,
  stop: stopSuite,
  memory: memorySuite,
};

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const unknown = positionals.filter((name) => suites[name] === undefined);
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(', ')}; available suites: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

const machine = `${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
if (!values.json) console.log(`On ${machine}\n`);
const results: BenchResult[] = [];
for (const [name, run] of Object.entries(suites)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  for (const result of await run()) {
    results.push(result);
    console.log(values.json ? JSON.stringify(result) : formatLine(result));
  }
}
if (results.some(({ holds }) => !holds)) process.exitCode = 1;

function formatLine({ suite, name, ours, beside, ratio, unit, bar, holds }: BenchResult): string {
  const number = (value: number) =>
    value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
  const side = beside === null ? '' : ` beside ${number(beside)} ${unit}`;
  const factor = ratio === null ? '' : `, ratio ${ratio.toFixed(2)}`;
  return `${holds ? 'holds' : 'FAILS'}  ${suite}: ${name}: ${number(ours)} ${unit}${side}${factor} (${bar})`;
}

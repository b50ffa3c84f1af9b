import { createDatabase, createGitHubBudgetStore } from '@hubtwin/database';
import type { Telemetry } from '@hubtwin/telemetry';
import { startTestRedis } from '@hubtwin/test-kit';
import { Octokit } from '@octokit/core';
import { openBenchDatabases } from '../bench-database.ts';
import { startServer } from '../server-process.ts';
import { connectOurs } from './connect-ours.ts';
import { countCommands } from './count-commands.ts';
import { type Get, manyRoutes } from './gets.ts';

const warmUps = 200;
const turns = 600;
const counted = 100;
const crowds = 12;
const atOnce = 64;

/** The duration of requests, in milliseconds, and the number of Redis commands for each. */
export interface GateCost {
  /** Lone requests: those at the same index of the three lists were measured consecutively. */
  plain: number[];
  postgres: number[];
  redis: number[];
  /** For many concurrent requests: the total duration divided by their number, in the same order. */
  crowded: { plain: number[]; postgres: number[] };
  commands: number;
}

type Side = (get: Get) => Promise<unknown>;

/**
 * Sends requests to a stub of GitHub, one at a time and many at once: with a plain Octokit, and with our client with
 * the fleet's budget in Postgres and in Redis.
 */
export async function measureGate(telemetry: Telemetry): Promise<GateCost> {
  await using stub = await startServer('github/stub-server.ts');
  await using redis = await startTestRedis();
  await using databases = await openBenchDatabases();
  await using connection = createDatabase({ url: await databases.createMigrated('gate'), poolMax: 4 });
  const { url } = stub;
  const octokit = new Octokit({ baseUrl: url });
  const budgetStore = createGitHubBudgetStore(connection.database);
  await using postgresClient = connectOurs(telemetry, { url, token: 'postgres', budgetStore });
  await using redisClient = connectOurs(telemetry, { url, token: 'redis', redisUrl: redis.url });

  const plain: Side = ({ route, parameters }) => octokit.request(route, parameters);
  const by = (client: typeof postgresClient): Side => {
    const github = client.forTokens();
    return ({ route, parameters }) => github.request(route, parameters, { priority: 'high' });
  };
  const inPostgres = by(postgresClient);
  const inRedis = by(redisClient);

  const cost: GateCost = {
    plain: [],
    postgres: [],
    redis: [],
    crowded: { plain: [], postgres: [] },
    commands: 0,
  };
  const gets = manyRoutes(warmUps + turns + counted);
  for (const [turn, get] of gets.slice(0, warmUps + turns).entries()) {
    const alone = await time(plain, get);
    const withPostgres = await time(inPostgres, get);
    const withRedis = await time(inRedis, get);
    if (turn < warmUps) continue;
    cost.plain.push(alone);
    cost.postgres.push(withPostgres);
    cost.redis.push(withRedis);
  }
  for (let crowd = 0; crowd < crowds; crowd++) {
    const requested = gets.slice(crowd * atOnce, (crowd + 1) * atOnce);
    cost.crowded.plain.push(await timeAll(plain, requested));
    cost.crowded.postgres.push(await timeAll(inPostgres, requested));
  }
  const commands = await countCommands(redis.url, async () => {
    for (const get of gets.slice(-counted)) await inRedis(get);
  });
  if (commands === 0) throw new Error('the budget in Redis was not used');
  return { ...cost, commands: commands / counted };
}

/** @returns the total duration divided by the number of requests. */
async function timeAll(side: Side, gets: readonly Get[]): Promise<number> {
  const started = performance.now();
  await Promise.all(gets.map(side));
  return (performance.now() - started) / gets.length;
}

async function time(side: Side, get: Get): Promise<number> {
  const started = performance.now();
  await side(get);
  return performance.now() - started;
}

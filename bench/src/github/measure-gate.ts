import type { Telemetry } from '@hubtwin/telemetry';
import { startTestRedis } from '@hubtwin/test-kit';
import { Octokit } from '@octokit/core';
import Bottleneck from 'bottleneck';
import { startServer } from '../server-process.ts';
import { connectOurs } from './connect-ours.ts';
import { countCommands } from './count-commands.ts';
import { type Get, manyRoutes } from './gets.ts';

const warmUps = 200;
const turns = 600;
const counted = 100;

/** How long lone requests take, in milliseconds, and how many commands of Redis each costs. */
export interface GateCost {
  /** Those at one place of the three lists were measured one after the other. */
  bottleneck: number[];
  memory: number[];
  redis: number[];
  commands: number;
}

type Side = (get: Get) => Promise<unknown>;

/**
 * Requests to a stub of GitHub, one at a time: by a plain Octokit in Bottleneck, by our client with its budget
 * in memory, and by our client with the fleet's budget in Redis.
 */
export async function measureGate(telemetry: Telemetry): Promise<GateCost> {
  await using stub = await startServer('github/stub-server.ts');
  await using redis = await startTestRedis();
  const { url } = stub;
  const octokit = new Octokit({ baseUrl: url });
  const limiter = new Bottleneck({ maxConcurrent: 32 });
  await using memoryClient = connectOurs(telemetry, { url, token: 'memory' });
  await using redisClient = connectOurs(telemetry, { url, token: 'redis', redisUrl: redis.url });

  const bottleneck: Side = ({ route, parameters }) =>
    limiter.schedule(async () => await octokit.request(route, parameters));
  const by = (client: typeof memoryClient): Side => {
    const github = client.forTokens();
    return ({ route, parameters }) => github.request(route, parameters, { priority: 'high' });
  };
  const inMemory = by(memoryClient);
  const inRedis = by(redisClient);

  const cost: GateCost = { bottleneck: [], memory: [], redis: [], commands: 0 };
  const gets = manyRoutes(warmUps + turns + counted);
  for (const [turn, get] of gets.slice(0, warmUps + turns).entries()) {
    const alone = await time(bottleneck, get);
    const withMemory = await time(inMemory, get);
    const withRedis = await time(inRedis, get);
    if (turn < warmUps) continue;
    cost.bottleneck.push(alone);
    cost.memory.push(withMemory);
    cost.redis.push(withRedis);
  }
  const commands = await countCommands(redis.url, async () => {
    for (const get of gets.slice(-counted)) await inRedis(get);
  });
  if (commands === 0) throw new Error('the budget in Redis was not asked');
  return { ...cost, commands: commands / counted };
}

async function time(side: Side, get: Get): Promise<number> {
  const started = performance.now();
  await side(get);
  return performance.now() - started;
}

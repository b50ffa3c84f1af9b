import { Redis } from 'ioredis';

/** How many commands a Redis is sent while some work is done; what scripts call there does not count. */
export async function countCommands(url: string, work: () => Promise<void>): Promise<number> {
  const redis = new Redis(url);
  const monitor = await redis.monitor();
  const last = 'all that came before is counted';
  const { promise: seenAll, resolve } = Promise.withResolvers<void>();
  let commands = 0;
  monitor.on('monitor', (_time: string, args: string[], source: string) => {
    if (args.includes(last)) resolve();
    else if (source !== 'lua') commands += 1;
  });
  await work();
  await redis.echo(last);
  await seenAll;
  monitor.disconnect();
  redis.disconnect();
  return commands;
}

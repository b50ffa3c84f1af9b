import { Redis } from 'ioredis';

/** The number of commands that a Redis receives during some work, excluding commands inside scripts. */
export async function countCommands(url: string, work: () => Promise<void>): Promise<number> {
  const redis = new Redis(url);
  const monitor = await redis.monitor();
  const last = 'the commands before are counted';
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

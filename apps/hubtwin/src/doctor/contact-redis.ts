import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis } from '@hubtwin/redis';

const contactMs = 3_000;

/** A connection that is ready for commands. @throws if Redis refuses it, or does not answer within three seconds. */
export async function contactRedis(url: string): Promise<ReturnType<typeof connectRedis>> {
  const redis = connectRedis(url);
  const late = sleep(contactMs).then(() => Promise.reject(new Error('it does not answer')));
  const failure = new Promise<never>((_, reject) => void redis.once('error', reject));
  late.catch(() => {});
  failure.catch(() => {});
  try {
    if (redis.status !== 'ready')
      await Promise.race([new Promise<void>((resolve) => void redis.once('ready', resolve)), failure, late]);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

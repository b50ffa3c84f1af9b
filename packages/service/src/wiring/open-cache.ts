import { type Cache, connectCache } from '@hubtwin/cache';
import type { Telemetry } from '@hubtwin/telemetry';

/** Opens the configured cache; when Redis becomes unavailable or available again, that is logged. */
export function openCache(
  { redisUrl }: { redisUrl: string | undefined },
  { logger, meter }: Pick<Telemetry, 'logger' | 'meter'>,
): Cache {
  const onUnavailable = (error: unknown) =>
    error === null
      ? logger.info('the cache in Redis is available again')
      : logger.warn({ err: error }, 'the cache in Redis is unavailable');
  return connectCache({ redisUrl, meter, onUnavailable });
}

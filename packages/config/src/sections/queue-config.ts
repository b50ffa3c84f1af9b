import { z } from 'zod';
import { section } from '../section.ts';
import { serviceUrl } from './service-url.ts';

/** `redisUrl` absent: the queue runs on Postgres. */
export const queueConfig = section(
  z
    .object({ REDIS_URL: serviceUrl('redis:', 'rediss:').optional() })
    .transform((env) => ({ redisUrl: env.REDIS_URL })),
);

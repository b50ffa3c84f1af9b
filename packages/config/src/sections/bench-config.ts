import { z } from 'zod';
import { section } from '../section.ts';

const count = (fallback: number) => z.coerce.number().int().min(64).default(fallback);

const readers = z.coerce.number().int().min(20);

/** The size of the benchmarks `scale` and `feed`; values below the defaults only check that it runs. */
export const benchConfig = section(
  z
    .object({
      SOAK_MINUTES: z.coerce.number().min(0).max(1_440).default(0),
      SCALE_DELIVERIES: count(20_000),
      SCALE_DEPTH: count(100_000),
      FEED_READERS: readers.default(1_000),
      FEED_IDLE: readers.default(5_000),
      FEED_SECONDS: z.coerce.number().min(1).default(20),
    })
    .transform((env) => ({
      soakMinutes: env.SOAK_MINUTES,
      deliveries: env.SCALE_DELIVERIES,
      depth: env.SCALE_DEPTH,
      feed: { readers: env.FEED_READERS, idle: env.FEED_IDLE, seconds: env.FEED_SECONDS },
    })),
);

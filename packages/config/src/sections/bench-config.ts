import { z } from 'zod';
import { section } from '../section.ts';

const count = (fallback: number) => z.coerce.number().int().min(64).default(fallback);

/** The size of the scale benchmark; values below the defaults only check that it runs. */
export const benchConfig = section(
  z
    .object({
      SOAK_MINUTES: z.coerce.number().min(0).max(1_440).default(0),
      SCALE_DELIVERIES: count(20_000),
      SCALE_DEPTH: count(100_000),
    })
    .transform((env) => ({
      soakMinutes: env.SOAK_MINUTES,
      deliveries: env.SCALE_DELIVERIES,
      depth: env.SCALE_DEPTH,
    })),
);

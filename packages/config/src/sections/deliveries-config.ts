import { z } from 'zod';
import { section } from '../section.ts';

export const deliveriesConfig = section(
  z
    .object({
      DELIVERY_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(8),
    })
    .transform((env) => ({ concurrency: env.DELIVERY_CONCURRENCY })),
);

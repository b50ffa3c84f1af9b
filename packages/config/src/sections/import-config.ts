import { z } from 'zod';
import { section } from '../section.ts';

export const importConfig = section(
  z
    .object({ IMPORT_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4) })
    .transform((env) => ({ concurrency: env.IMPORT_CONCURRENCY })),
);

import { z } from 'zod';
import { section } from '../section.ts';
import { serviceUrl } from './service-url.ts';

export const databaseConfig = section(
  z
    .object({
      DATABASE_URL: serviceUrl('postgres:', 'postgresql:'),
      DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(500).default(20),
    })
    .transform((env) => ({ url: env.DATABASE_URL, poolMax: env.DATABASE_POOL_MAX })),
);

import { z } from 'zod';
import { section } from '../section.ts';

const positive = z.coerce.number().positive();
const count = positive.int().optional();

/** The size of tests that can run at a larger scale, and the directory of Node's compile cache. */
export const testsConfig = section(
  z
    .object({
      RATE: positive.default(200),
      SEED: positive.int().default(1),
      SECONDS: positive.default(9),
      CUT_SECONDS: positive.default(60),
      DELIVERIES: count,
      WORLDS: count,
      WALKS: positive.int().default(150),
      HOSTILE_BYTES: positive.int().default(100_000),
      NODE_COMPILE_CACHE: z.string().optional(),
    })
    .transform((env) => ({
      perSecond: env.RATE,
      seed: env.SEED,
      seconds: env.SECONDS,
      cutSeconds: env.CUT_SECONDS,
      deliveries: env.DELIVERIES,
      worlds: env.WORLDS,
      walks: env.WALKS,
      hostileBytes: env.HOSTILE_BYTES,
      compileCache: env.NODE_COMPILE_CACHE,
    })),
);

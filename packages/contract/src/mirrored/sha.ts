import { z } from 'zod';

/** The hash of a commit. */
export const sha = z
  .string()
  .regex(/^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/, 'must be a full commit hash')
  .transform((sha) => sha.toLowerCase())
  .meta({ example: '6dcb09b5b57875f334f61aebed695e2e4193db5e', override: { type: 'string' } });

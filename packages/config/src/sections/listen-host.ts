import { isIP } from 'node:net';
import { z } from 'zod';

/** The address that servers listen on; the default is not reachable from other machines. */
export const listenHost = z
  .string()
  .refine(
    (text) => text === 'localhost' || isIP(text) !== 0,
    'must be an IP address, such as 0.0.0.0, or localhost',
  )
  .default('127.0.0.1');

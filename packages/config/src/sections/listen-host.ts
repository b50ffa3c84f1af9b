import { isIP } from 'node:net';
import { z } from 'zod';

/** The address that the servers of a process listen on; nobody else's machine reaches the default. */
export const listenHost = z
  .string()
  .refine(
    (text) => text === 'localhost' || isIP(text) !== 0,
    'must be an IP address, such as 0.0.0.0, or localhost',
  )
  .default('127.0.0.1');

import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { type Check, failed, ok, warning } from './check.ts';

const gibibyte = 2 ** 30;
const scarce = 5 * gibibyte;
const tooLittle = gibibyte;

/** Checks the disk of the embedded database; no check if there is none. */
export async function checkDisk(directory: string): Promise<Check[]> {
  if (!existsSync(directory)) return [];
  const { bavail, bsize } = await statfs(directory);
  return [judgeDisk(bavail * bsize, directory)];
}

/** @param free in bytes. */
export function judgeDisk(free: number, directory: string): Check {
  const message = `${(free / gibibyte).toFixed(1)} GiB are free for the database in ${directory}.`;
  const remedy =
    'Free disk space, lower DELIVERY_RETENTION_DAYS, or set DATABASE_URL to a Postgres with more: when the disk is full, deliveries are refused.';
  if (free < tooLittle) return failed('disk', message, remedy);
  return free < scarce ? warning('disk', message, remedy) : ok('disk', message);
}

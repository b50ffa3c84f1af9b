import { z } from 'zod';
import { time } from '../fields.ts';

/** The claims of deliveries about an object that GitHub has not confirmed yet. */
export const pendingConfirmation = z
  .object({
    deleted: z.boolean().describe('Whether a delivery claims that it is deleted.'),
    values: z
      .record(z.string(), z.unknown())
      .describe("GitHub's keys that would change, with their new values."),
    since: time.describe('When the delivery was received.'),
  })
  .nullable()
  .describe('What a delivery claims and GitHub has not confirmed yet; it is not in effect.');

export const unconfirmed = z
  .boolean()
  .describe(
    'Whether its name, visibility and owner come from deliveries alone, because no credential is configured.',
  );

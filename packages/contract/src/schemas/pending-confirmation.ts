import { z } from 'zod';
import { time } from '../fields.ts';

/** What deliveries claim of an object, as long as GitHub has not confirmed it. */
export const pendingConfirmation = z
  .object({
    deleted: z.boolean().describe('Whether a delivery says that it is deleted.'),
    values: z
      .record(z.string(), z.unknown())
      .describe("GitHub's keys that would change, with their new values."),
    since: time.describe('When the delivery was received.'),
  })
  .nullable()
  .describe('What a delivery claims and GitHub has not confirmed yet; nothing of it is in effect.');

export const unconfirmed = z
  .boolean()
  .describe('Whether its name, visibility and owner rest on deliveries alone: no credential is configured.');

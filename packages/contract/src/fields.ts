import { z } from 'zod';

/** Field types of responses. What GitHub has not told, or has gone there, is null. */
export const id = z.int();
export const text = z.string().nullable();
export const integer = z.int().nullable();
export const boolean = z.boolean().nullable();
export const time = z.iso.datetime();
export const maybeTime = time.nullable();
export const texts = z.array(z.string());

/** An account as far as the object names it. */
export const account = z.object({ id: integer, login: text }).nullable();

/** The repository that an object belongs to. */
export const repositoryRef = z.object({ id, full_name: text });

/** How and when Hubtwin came to know the object as it is shown. */
export const observed = {
  synced_at: time.describe('When the object was last seen to change.'),
  source: z.string().describe('How it was seen: `webhook`, `import`, `sync` or `api`.'),
};

/** GitHub's own object, as merged from everything seen of it. */
export const raw = z
  .unknown()
  .describe("GitHub's latest object.")
  .meta({ override: { type: 'object', additionalProperties: true } });

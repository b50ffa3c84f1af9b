import { z } from 'zod';

/** Field types of responses. Null: GitHub has not sent the value, or removed it. */
export const id = z.int();
export const text = z.string().nullable();
export const integer = z.int().nullable();
export const boolean = z.boolean().nullable();
export const time = z.iso.datetime();
export const maybeTime = time.nullable();
export const texts = z.array(z.string());

/** An account, with the fields that the object embeds. */
export const account = z.object({ id: integer, login: text }).nullable();

/** The repository that an object belongs to. */
export const repositoryRef = z.object({ id, full_name: text });

/** How and when Hubtwin observed the object in its current state. */
export const observed = {
  synced_at: time.describe('When the last change of the object was observed.'),
  source: z.string().describe('Source of the observation: `webhook`, `import`, `sync` or `api`.'),
};

/** GitHub's own object, merged from all observations. */
export const raw = z
  .unknown()
  .describe("GitHub's latest object.")
  .meta({ override: { type: 'object', additionalProperties: true } });

import { z } from 'zod';
import { integer, observed, time } from '../fields.ts';
import { repositoryRefExample, timeExample } from './examples.ts';

export const change = z
  .object({
    seq: z.int().describe('Increases with every change; pass it as `after` to continue.'),
    resource: z.string().describe('The kind of object, for example `issues`.'),
    key: z.string().describe("The object's id, or the parts of its key joined by slashes."),
    kind: z.enum(['created', 'updated', 'deleted', 'restored']),
    repository_id: integer,
    fields: z
      .record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
      .describe('Changed fields, with the old and the new value.'),
    source: observed.source,
    changed_at: time,
  })
  .meta({ id: 'Change' });

export type Change = z.output<typeof change>;

export const changeExample: Change = {
  seq: 4711,
  resource: 'issues',
  key: '444500041',
  kind: 'updated',
  repository_id: repositoryRefExample.id,
  fields: { state: { from: 'open', to: 'closed' } },
  source: 'webhook',
  changed_at: timeExample,
};

import { z } from 'zod';
import { integer, observed, text, time } from '../fields.ts';
import { repositoryRefExample, timeExample } from './examples.ts';

export const changeKind = z.enum(['created', 'updated', 'deleted', 'restored']);

export const change = z
  .object({
    seq: z.int().describe('Increases with every change: the position in the change log.'),
    resource: z.string().describe('The kind of object, for example `issues`.'),
    key: z.string().describe("The object's id, or the parts of its key joined by slashes."),
    kind: changeKind,
    repository_id: integer,
    repository: text.describe(
      'The current full name of the repository; null for objects outside repositories.',
    ),
    fields: z
      .record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
      .describe(
        'Changed fields, with the old and the new value; of a new object those that are usually followed.',
      ),
    source: observed.source,
    actor: text.describe('Login of the account that GitHub names as the sender of the delivery.'),
    delivery_id: text.describe('The delivery that caused the change.'),
    request: text.describe('The route of the request to GitHub whose answer caused the change.'),
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
  repository: repositoryRefExample.full_name,
  fields: { state: { from: 'open', to: 'closed' } },
  source: 'webhook',
  actor: 'octocat',
  delivery_id: '0b989ba4-242f-11e5-81e1-c7b6966d2516',
  request: null,
  changed_at: timeExample,
};

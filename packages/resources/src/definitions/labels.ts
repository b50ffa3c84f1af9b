import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { type ExtractedObservation, on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { boolean, id, text } from '../field-kinds.ts';
import { isAfterRead } from '../is-changed.ts';
import { listOf } from '../list-of.ts';
import { defineProbe } from '../probe.ts';
import { label as shape } from '../stored/shapes/label.ts';
import { byId } from './sorts.ts';

const fields = {
  id: id(208_045_946),
  name: text('bug'),
  color: text('f29513', { description: 'Six hexadecimal digits.' }),
  description: text('Something is not working'),
  default: boolean(true, { column: 'is_default' }),
};

const githubLabel = objectOf(fields);

/** GitHub's schema of issues allows labels that are only a name, or have no id. */
const labelled = z.looseObject({
  labels: listOf(z.union([z.string(), githubLabel, z.looseObject({ id: z.null().optional() })])).nullish(),
});

/** Labels embedded in other objects, by id, fill in what no label event has reported; their age is unknown. */
const embedded = (object: z.output<typeof labelled>): ExtractedObservation[] =>
  (object.labels ?? []).flatMap((label) => {
    const { data } = githubLabel.safeParse(label);
    return data === undefined ? [] : [whole(data)];
  });

/** GitHub's labels and their events have no time: they are ordered by their arrival, and an edit requires a fetch. */
export const labels = defineResource({
  name: 'labels',
  permission: 'issues',
  inRepository: true,
  isEmbedded: true,
  fields,
  shape,
  schema: githubLabel,
  drift: { probe: ['objects'] },
  // Only GraphQL returns when a label was created and edited.
  probe: defineProbe(
    {
      name: 'labels',
      arguments: 'first: 100, orderBy: { field: CREATED_AT, direction: DESC }',
      isCounted: true,
      watched: { type: 'Label', order: [{ column: 'id', direction: 'desc' }], limit: 200 },
    },
    {
      // Renamed, because watched objects of other kinds have a field of that name that is not null.
      fields: 'labelledAt: createdAt editedAt: updatedAt',
      schema: z.object({
        labelledAt: z.iso.datetime().nullable(),
        editedAt: z.iso.datetime().nullable(),
      }),
      differs: (_, { labelledAt, editedAt }, { readUntil }) =>
        isAfterRead(labelledAt, readUntil) || isAfterRead(editedAt, readUntil),
    },
  ),
  clock: () => '',
  changes: ['name', 'color', 'description'],
  // A label is requested by its name, which may have changed.
  list: {
    route: 'GET /repos/{owner}/{repo}/labels',
    complete: true,
    counted: ['labels'],
    covers: () => ({}),
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/labels/{name}',
    parameters: ({ name }) => (typeof name === 'string' ? { name } : null),
  },
  events: {
    label: on({ label: githubLabel }, ({ action, label }, { sentAt }) => {
      const seen = { ...whole(label), clock: sentAt };
      if (action === 'deleted') return [{ ...seen, isDeleted: true }];
      return [action === 'edited' ? { ...seen, refetchReason: 'unordered' } : seen];
    }),
    issues: on({ issue: labelled }, ({ issue }) => embedded(issue)),
    pull_request: on({ pull_request: labelled }, ({ pull_request }) => embedded(pull_request)),
  },
  shown: {
    schema: 'Label',
    noun: 'label',
    path: 'labels',
    cachedAs: 'issues',
    list: { operation: 'listLabels', summary: 'Labels, by name' },
    filters: {},
    sorts: { name: { column: 'name', type: 'text' } },
    direction: 'asc',
    tie: [byId],
    listedWith: 'name',
  },
});

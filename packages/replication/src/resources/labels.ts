import { z } from 'zod';
import { defineResource, type ExtractedObservation, on, whole } from '../define-resource.ts';
import { boolean, text } from '../github-types.ts';
import { listOf } from '../list-of.ts';

const githubLabel = z.looseObject({
  id: z.number().int(),
  name: text,
  color: text,
  description: text,
  default: boolean,
});

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
  table: 'labels',
  permission: 'issues',
  key: ['id'],
  inRepository: true,
  isEmbedded: true,
  schema: githubLabel,
  clock: () => '',
  columns: (label) => ({
    name: label.name,
    color: label.color,
    description: label.description,
    is_default: label.default,
  }),
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
      if (action === 'deleted') return [{ ...seen, gone: true }];
      return [action === 'edited' ? { ...seen, refetchReason: 'unordered' } : seen];
    }),
    issues: on({ issue: labelled }, ({ issue }) => embedded(issue)),
    pull_request: on({ pull_request: labelled }, ({ pull_request }) => embedded(pull_request)),
  },
});

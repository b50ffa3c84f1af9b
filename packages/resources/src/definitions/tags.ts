import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { deletion, on, partial } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { commit, name } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';
import { defineProbe } from '../probe.ts';
import { tag as shape } from '../stored/shapes/tag.ts';
import { shaExample } from './examples.ts';

const repository = z.looseObject({ pushed_at: github.timestamp });
const reference = { ref: z.string(), ref_type: z.string(), repository };
const prefix = 'refs/tags/';

const fields = {
  name: name('v1.0.0'),
  commit: commit('sha', shaExample),
};

const headed = z.looseObject({ head_commit: z.looseObject({ id: z.string() }) });

/** The commit of a pushed tag: `after` is the object of an annotated tag. Undefined: the push deletes it. */
const headOf = (push: JsonObject) => headed.safeParse(push).data?.head_commit.id;

/**
 * GitHub does not version tags: their clock is the repository's `pushed_at`. It sends no event for more than three tags
 * that are pushed at once.
 */
export const tags = defineResource({
  name: 'tags',
  permission: 'contents',
  key: ['repository_id', 'name'],
  keyOf: (tag, repositoryId) => ({ repository_id: repositoryId ?? 0, name: tag.name }),
  inRepository: true,
  fields,
  shape,
  schema: objectOf(fields),
  drift: { probe: ['objects'] },
  probe: defineProbe(
    {
      name: 'tags',
      of: 'refs',
      arguments: 'refPrefix: "refs/tags/", first: 100, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }',
      isCounted: true,
      key: 'name',
      columns: ['sha'],
    },
    {
      // An annotated tag is an object of its own, which names the commit.
      fields: 'name target { oid ... on Tag { target { oid } } }',
      schema: z.object({
        name: z.string(),
        target: z.object({ oid: z.string(), target: z.object({ oid: z.string() }).nullish() }).nullable(),
      }),
      keyOf: ({ name }) => name,
      differs: (ours, { target }) => target !== null && ours.sha !== (target.target ?? target).oid,
    },
  ),
  clock: () => '',
  changes: ['sha'],
  list: {
    route: 'GET /repos/{owner}/{repo}/tags',
    complete: true,
    counted: ['tags'],
    // GitHub returns no single tag in this form.
    covers: () => ({ per_page: '100' }),
  },
  events: {
    push: on({ ref: z.string(), deleted: z.boolean(), repository }, (push) => {
      if (!push.ref.startsWith(prefix)) return [];
      const name = push.ref.slice(prefix.length);
      const clock = toClock(push.repository.pushed_at);
      const sha = headOf(push);
      if (push.deleted) return [{ ...deletion({ name }), clock }];
      return [{ ...partial({ name, ...(sha !== undefined && { commit: { sha } }) }), clock }];
    }),
    create: on(reference, ({ ref, ref_type, repository }) =>
      ref_type === 'tag' ? [{ ...partial({ name: ref }), clock: toClock(repository.pushed_at) }] : [],
    ),
    delete: on(reference, ({ ref, ref_type, repository }) =>
      ref_type === 'tag' ? [{ ...deletion({ name: ref }), clock: toClock(repository.pushed_at) }] : [],
    ),
  },
  shown: {
    schema: 'Tag',
    noun: 'tag',
    path: 'tags',
    cachedAs: 'repos',
    list: {
      operation: 'listTags',
      summary: 'Tags, by name',
      description: 'The commit of an annotated tag is the one that it names.',
    },
    filters: {},
    sorts: { name: { column: 'name', type: 'text' } },
    direction: 'asc',
    tie: [],
    listedWith: 'sha',
  },
});

import { defineShape, type ShapeDefinition } from '../shape.ts';
import { account } from './account.ts';

/** Paths have been sent with and without encoded slashes. */
const inFile = (start: string, end = '') => [
  `${start}/{filename:component}${end}`,
  `${start}/{filename}${end}`,
];

const embeds: ShapeDefinition['embeds'] = {
  author: account,
  committer: account,
  commit: defineShape({
    derived: { url: '{repo}/git/commits/{^sha}' },
    embeds: { tree: defineShape({ derived: { url: '{repo}/git/trees/{sha}' } }) },
  }),
  parents: [defineShape({ derived: { url: '{repo}/commits/{sha}', html_url: '{web}/commit/{sha}' } })],
  files: [
    defineShape({
      derived: {
        blob_url: inFile('{web}/blob/{^sha}'),
        raw_url: inFile('{web}/raw/{^sha}'),
        contents_url: inFile('{repo}/contents', '?ref={^sha}'),
      },
    }),
  ],
};

const url = '{repo}/commits/{sha}';

export const commit = defineShape({
  derived: { url, html_url: '{web}/commit/{sha}', comments_url: `${url}/comments` },
  embeds,
  added: ['pushed_after'],
});

/** The head of a branch: lists contain only its address. */
export const headCommit = defineShape({ derived: { url }, embeds });

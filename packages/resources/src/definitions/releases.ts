import { boolean, id, login, text, time } from '../field.ts';
import type { Representation } from '../representation.ts';
import { timeExample } from './examples.ts';
import { byId, byTime } from './sorts.ts';

export const releases: Representation = {
  resources: ['releases'],
  table: 'releases',
  schema: 'Release',
  noun: 'release',
  path: 'releases',
  cachedAs: 'repos',
  list: { operation: 'listReleases', summary: 'Releases, newest first' },
  fields: {
    id: id({ example: 17_372_790 }),
    tag_name: text('v1.0.0'),
    name: text('The first'),
    body: text('All the bugs are fixed.'),
    draft: boolean(false),
    prerelease: boolean(false),
    target_commitish: text('main'),
    author: login('author_login', 'octocat'),
    html_url: text('https://github.com/octo-org/octo-repo/releases/tag/v1.0.0'),
    created_at: time(timeExample),
    published_at: time(timeExample),
  },
  filters: {},
  sorts: { created: byTime('created_at') },
  direction: 'desc',
  tie: [byId],
};

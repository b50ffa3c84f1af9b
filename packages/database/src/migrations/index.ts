import type { Migration } from 'kysely/migration';
import * as inbox from './0001-inbox.ts';
import * as changes from './0002-changes.ts';
import * as search from './0003-search.ts';
import * as twin from './0004-twin.ts';
import * as sync from './0005-sync.ts';
import * as access from './0006-access.ts';
import * as projects from './0007-projects.ts';
import * as github from './0008-github.ts';
import * as teams from './0009-teams.ts';
import * as actions from './0010-actions.ts';
import * as conversation from './0011-conversation.ts';
import * as reviews from './0012-reviews.ts';
import * as tags from './0013-tags.ts';
import * as views from './0014-views.ts';
import * as pullRequestParts from './0015-pull-request-parts.ts';
import * as checks from './0016-checks.ts';
import * as people from './0017-people.ts';
import * as feed from './0018-feed.ts';

/** In the order they run; a name never changes once it has run somewhere. */
export const migrations: Record<string, Migration> = {
  '0001-inbox': inbox,
  '0002-changes': changes,
  '0003-search': search,
  '0004-twin': twin,
  '0005-sync': sync,
  '0006-access': access,
  '0007-projects': projects,
  '0008-github': github,
  '0009-teams': teams,
  '0010-actions': actions,
  '0011-conversation': conversation,
  '0012-reviews': reviews,
  '0013-tags': tags,
  '0014-views': views,
  '0015-pull-request-parts': pullRequestParts,
  '0016-checks': checks,
  '0017-people': people,
  '0018-feed': feed,
};

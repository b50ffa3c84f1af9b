import { defineShape } from '../shape.ts';
import { headCommit } from './commit.ts';

/** Only single branches have links; lists and pushes do not. */
export const branch = defineShape({
  embeds: {
    commit: headCommit,
    _links: defineShape({
      derived: {
        self: [
          '{repo}/branches/{^name:path}',
          '{repo}/branches/{^name}',
          '{repo}/branches/{^name:component}',
        ],
        html: ['{web}/tree/{^name:path}', '{web}/tree/{^name}', '{web}/tree/{^name:component}'],
      },
    }),
  },
});

import { defineShape } from '../shape.ts';
import { account } from './account.ts';
import { app } from './app.ts';

export const issueComment = defineShape({
  derived: { url: '{repo}/issues/comments/{id}' },
  pages: { html_url: /\/(?:issues|pull)\/\d+#issuecomment-\d+$/ },
  embeds: {
    user: account,
    reactions: defineShape({ derived: { url: '{repo}/issues/comments/{^id}/reactions' } }),
    performed_via_github_app: app,
  },
});

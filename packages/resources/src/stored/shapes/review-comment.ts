import { defineShape } from '../shape.ts';
import { account } from './account.ts';

const page = /\/pull\/\d+#discussion_r\d+$/;

export const reviewComment = defineShape({
  derived: { url: '{repo}/pulls/comments/{id}' },
  pages: { html_url: page },
  embeds: {
    user: account,
    reactions: defineShape({ derived: { url: '{repo}/pulls/comments/{^id}/reactions' } }),
    _links: defineShape({
      embeds: {
        self: defineShape({ derived: { href: '{repo}/pulls/comments/{^^id}' }, isDerived: true }),
        html: defineShape({ pages: { href: page } }),
      },
    }),
  },
});

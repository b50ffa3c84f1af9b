import { defineShape } from '../shape.ts';
import { account } from './account.ts';

const page = /\/pull\/\d+#pullrequestreview-\d+$/;

export const review = defineShape({
  pages: { html_url: page },
  embeds: {
    user: account,
    _links: defineShape({ embeds: { html: defineShape({ pages: { href: page } }) } }),
  },
});

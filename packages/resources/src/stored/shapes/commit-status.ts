import { defineShape } from '../shape.ts';
import { account } from './account.ts';

export const commitStatus = defineShape({
  derived: { url: '{repo}/statuses/{sha}' },
  embeds: { creator: account },
});

import { defineShape } from '../shape.ts';
import { account } from './account.ts';

export const milestone = defineShape({
  derived: {
    url: '{repo}/milestones/{number}',
    html_url: '{web}/milestone/{number}',
    labels_url: '{repo}/milestones/{number}/labels',
  },
  embeds: { creator: account },
});

import { defineShape } from '../shape.ts';
import { account } from './account.ts';
import { app } from './app.ts';

export const deployment = defineShape({
  derived: {
    url: '{repo}/deployments/{id}',
    statuses_url: '{repo}/deployments/{id}/statuses',
    repository_url: '{repo}',
  },
  embeds: { creator: account, performed_via_github_app: app },
});

import { defineShape } from '../shape.ts';
import { account } from './account.ts';
import { app } from './app.ts';

const page = /\/actions(?:\/runs\/\d+(?:\/job\/\d+)?)?$/;

export const deploymentStatus = defineShape({
  pages: { log_url: page, target_url: page },
  derived: { repository_url: '{repo}' },
  embeds: { creator: account, performed_via_github_app: app },
});

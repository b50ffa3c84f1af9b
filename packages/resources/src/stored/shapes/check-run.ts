import { defineShape } from '../shape.ts';
import { app } from './app.ts';
import { checkSuite } from './check-suite.ts';
import { pullRequestReference } from './pull-request-reference.ts';

export const checkRun = defineShape({
  derived: { url: '{repo}/check-runs/{id}' },
  pages: {
    html_url: /(?:\/actions\/runs\/\d+\/job|\/runs)\/\d+$/,
    details_url: /(?:\/actions\/runs\/\d+\/job|\/runs)\/\d+$/,
  },
  embeds: { app, check_suite: checkSuite, pull_requests: [pullRequestReference] },
});

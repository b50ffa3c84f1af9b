import { defineShape } from '../shape.ts';
import { app } from './app.ts';
import { pullRequestReference } from './pull-request-reference.ts';
import { ownRepository } from './repository.ts';

export const checkSuite = defineShape({
  derived: { url: '{repo}/check-suites/{id}' },
  embeds: { app, pull_requests: [pullRequestReference], repository: ownRepository },
});

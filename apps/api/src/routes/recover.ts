import { contract } from '@hubtwin/contract';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';

export const recoverWebhookEvents = route(
  contract.recoverWebhookEvents,
  async ({ body: { deep } }, { github, enqueueRecovery }) => {
    if (!github.isConfigured) {
      throw new ProblemError(
        'github_no_credential',
        'Missed deliveries are asked of GitHub as its App, or with a token.',
      );
    }
    await enqueueRecovery(deep);
    return { body: { status: 'queued' as const, deep } };
  },
);

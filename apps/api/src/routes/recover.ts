import { contract } from '@hubtwin/contract';
import { demandCredential } from '../demand-credential.ts';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';

export const recoverWebhookEvents = route(
  contract.recoverWebhookEvents,
  async ({ body: { deep } }, context) => {
    const { hooks, enqueueRecovery } = context;
    if (!hooks.isEnabled) throw new ProblemError('webhooks_disabled', 'GITHUB_ENABLE_WEBHOOKS is false.');
    await demandCredential(context, 'Missed deliveries are asked of GitHub as its App, or with a token.');
    await enqueueRecovery(deep);
    return { body: { status: 'queued' as const, deep } };
  },
);

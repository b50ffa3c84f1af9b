import { contract } from '@hubtwin/contract';
import { route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { requireCredential } from '../require-credential.ts';

export const recoverWebhookEvents = route(
  contract.recoverWebhookEvents,
  async ({ body: { deep } }, context) => {
    const { hooks, enqueueRecovery } = context;
    if (!hooks.isEnabled) throw new ProblemError('webhooks_disabled', 'GITHUB_ENABLE_WEBHOOKS is false.');
    await requireCredential(context, 'Listing missed deliveries requires the App, or a token.');
    await enqueueRecovery(deep);
    return { body: { status: 'queued' as const, deep } };
  },
);

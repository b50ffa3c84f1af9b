import { contract } from '@hubtwin/contract';
import { demandCredential } from '../demand-credential.ts';
import { route } from '../http/route.ts';

export const recoverWebhookEvents = route(
  contract.recoverWebhookEvents,
  async ({ body: { deep } }, { github, enqueueRecovery }) => {
    demandCredential(github, 'Missed deliveries are asked of GitHub as its App, or with a token.');
    await enqueueRecovery(deep);
    return { body: { status: 'queued' as const, deep } };
  },
);

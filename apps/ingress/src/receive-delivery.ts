import { createHash } from 'node:crypto';
import { senderOf } from '@hubtwin/service';
import type { RequestHandler } from 'express';
import type { AddressAllowlist } from './address-allowlist.ts';
import type { BodyMemory } from './arriving-body.ts';
import { clientAddress } from './client-address.ts';
import { digestOf } from './digest-of.ts';
import { findSigner } from './find-signer.ts';
import type { HookSecrets } from './hook-secrets.ts';
import { type Inbox, InboxUnavailableError } from './inbox.ts';
import type { IngressMetrics } from './metrics.ts';
import { readBody } from './read-body.ts';
import { readHeaders } from './read-headers.ts';
import { Refusal } from './refusal.ts';
import type { SenderLimit } from './sender-limit.ts';

export interface ReceiveOptions {
  inbox: Inbox;
  hookSecrets: HookSecrets;
  allowlist: AddressAllowlist;
  senderLimit: SenderLimit;
  metrics: IngressMetrics;
  memory: BodyMemory;
  maxBodyBytes: number;
  /** Whether deliveries are accepted. */
  isEnabled: boolean;
}

/**
 * The handler of `POST /webhooks/github`: cheap checks before the body, the signature before the content is
 * used, the commit before the response. No JSON is parsed.
 */
export function receiveDelivery(options: ReceiveOptions): RequestHandler {
  const { inbox, hookSecrets, allowlist, senderLimit, metrics, memory, maxBodyBytes, isEnabled } = options;
  return async (request, response) => {
    const address = clientAddress(request);
    await senderLimit.take(address);
    if (!isEnabled) {
      throw new Refusal(503, 'disabled', 'webhooks are disabled (GITHUB_ENABLE_WEBHOOKS=false)');
    }
    const allowed = allowlist.allows(address);
    if (allowed === undefined) throw new InboxUnavailableError('the networks of GitHub are not known yet');
    if (!allowed) throw new Refusal(403, 'address', 'this address does not belong to GitHub');

    const { guid, event, hookId, signature, kept } = readHeaders(request);
    const sender = senderOf(address);
    using arrived = await readBody(request, { sender, maxBytes: maxBodyBytes, memory });
    const findUsable = async () => {
      const signer = await findSigner(hookSecrets.of(hookId), arrived, signature);
      return signer?.isConfirmed === false && event !== 'ping' ? null : signer;
    };
    let signer = await findUsable();
    if (signer === null && hookId !== null) {
      await hookSecrets.refresh();
      signer = await findUsable();
    }
    if (signer === null) throw new Refusal(401, 'signature', 'the signature does not match');

    metrics.received.add(1, { event });
    const bodySha256 = await digestOf(createHash('sha256'), arrived);
    const body = arrived.takeWhole();
    const webhookConfigId = signer.configId;
    const delivery = { guid, event, hookId, webhookConfigId, headers: kept, body, bodySha256 };
    const outcome = await inbox.store(delivery, sender);
    if (outcome === 'duplicate') metrics.duplicate.add(1, { event });
    const answer = `{"status":"${outcome}","delivery_id":"${guid}"}`;
    // Without its length the response would be sent in chunks, each a separate write.
    response
      .writeHead(outcome === 'accepted' ? 202 : 200, {
        'content-type': 'application/json',
        'content-length': answer.length,
      })
      .end(answer);
  };
}

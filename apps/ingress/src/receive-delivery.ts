import { hash } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { AddressAllowlist } from './address-allowlist.ts';
import { clientAddress } from './client-address.ts';
import type { HookSecrets } from './hook-secrets.ts';
import { type Inbox, InboxUnavailableError } from './inbox.ts';
import type { IngressMetrics } from './metrics.ts';
import { readBody } from './read-body.ts';
import { readHeaders } from './read-headers.ts';
import { Refusal } from './refusal.ts';
import type { SenderLimit } from './sender-limit.ts';
import { verifySignature } from './verify-signature.ts';

export interface ReceiveOptions {
  inbox: Inbox;
  hookSecrets: HookSecrets;
  allowlist: AddressAllowlist;
  senderLimit: SenderLimit;
  metrics: IngressMetrics;
  maxBodyBytes: number;
  /** Whether deliveries are taken at all. */
  isEnabled: boolean;
}

/**
 * The handler of `POST /webhooks/github`: cheap checks before the body, the signature before anything
 * looks into it, the commit before the answer. No JSON is parsed.
 */
export function receiveDelivery(options: ReceiveOptions): RequestHandler {
  const { inbox, hookSecrets, allowlist, senderLimit, metrics, maxBodyBytes, isEnabled } = options;
  return async (request, response) => {
    const address = clientAddress(request);
    await senderLimit.take(address);
    if (!isEnabled) {
      throw new Refusal(503, 'disabled', 'webhooks are switched off here (GITHUB_ENABLE_WEBHOOKS=false)');
    }
    const allowed = allowlist.allows(address);
    if (allowed === undefined) throw new InboxUnavailableError('the networks of GitHub are not known yet');
    if (!allowed) throw new Refusal(403, 'address', 'this address is not one of GitHub');

    const { guid, event, hookId, signature, kept } = readHeaders(request);
    const body = await readBody(request, maxBodyBytes);
    const isValid = () => verifySignature(hookSecrets.of(hookId), body, signature);
    if (!isValid()) {
      if (hookId !== null) await hookSecrets.refresh();
      if (!isValid()) throw new Refusal(401, 'signature', 'the signature does not match');
    }

    metrics.received.add(1, { event });
    const bodySha256 = hash('sha256', body, 'buffer');
    const outcome = await inbox.store({ guid, event, hookId, headers: kept, body, bodySha256 });
    if (outcome === 'duplicate') metrics.duplicate.add(1, { event });
    const answer = `{"status":"${outcome}","delivery_id":"${guid}"}`;
    // Without its length the answer would be sent in chunks, each a write of its own.
    response
      .writeHead(outcome === 'accepted' ? 202 : 200, {
        'content-type': 'application/json',
        'content-length': answer.length,
      })
      .end(answer);
  };
}

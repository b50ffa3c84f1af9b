import type { Delivery } from '../world/create-world.ts';
import type { HookTarget } from '../world/model.ts';
import { signBody } from './sign-body.ts';

/** Encodes the headers and body of a delivery for its hook; the signature is that of the encoded body. */
export function encodeDelivery(
  { guid, event, body: json, hook }: Delivery,
  appId: number,
): { headers: Record<string, string>; body: string } {
  const isForm = hook.contentType === 'form';
  const body = isForm ? `${new URLSearchParams({ payload: json })}` : json;
  const headers = {
    Accept: '*/*',
    'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    // GitHub's user agent contains a build id; any seven hex digits are valid.
    'User-Agent': `GitHub-Hookshot/${hook.id.toString(16).padStart(7, '0').slice(-7)}`,
    'X-GitHub-Delivery': guid,
    'X-GitHub-Event': event,
    'X-GitHub-Hook-ID': String(hook.id),
    'X-GitHub-Hook-Installation-Target-ID': String(targetId(hook.target, appId)),
    'X-GitHub-Hook-Installation-Target-Type': hook.target.type,
    ...(hook.secret !== null && signBody(hook.secret, body)),
  };
  return { headers, body };
}

function targetId(target: HookTarget, appId: number): number {
  if (target.type === 'integration') return appId;
  return target.type === 'repository' ? target.repository.id : target.account.id;
}

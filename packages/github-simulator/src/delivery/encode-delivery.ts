import type { Delivery } from '../world/create-world.ts';
import type { HookTarget } from '../world/model.ts';
import { signBody } from './sign-body.ts';

/** A delivery's headers and body as its hook wants them; the signature is of the body as it is sent. */
export function encodeDelivery(
  { guid, event, body: json, hook }: Delivery,
  appId: number,
): { headers: Record<string, string>; body: string } {
  const isForm = hook.contentType === 'form';
  const body = isForm ? `${new URLSearchParams({ payload: json })}` : json;
  const headers = {
    Accept: '*/*',
    'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    // GitHub's sender names its build; any seven hex digits do.
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

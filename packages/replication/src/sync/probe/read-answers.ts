import type { TrackedRepository } from '@hubtwin/database';
import { z } from 'zod';
import { cleanReason } from '../../answers/clean-reason.ts';
import { isBlocked } from '../../answers/meaning-of.ts';
import type { QueriedNode } from '../../fetch/query-nodes.ts';
import { probeParts } from './parts.ts';

const probed = z.looseObject({ databaseId: z.int(), nameWithOwner: z.string(), isDisabled: z.boolean() });

/** GitHub's answers for some repositories, by id. */
interface ProbeAnswers {
  /** The repositories that GitHub returns, with the fields of all parts. */
  nodes: Map<number, z.infer<typeof probed>>;
  blocked: Map<number, string>;
  /** The repositories that GitHub could not answer for, with the reason. */
  unknown: Map<number, string>;
  /** The time of the first request, by GitHub's clock. */
  requestedAt: Date;
}

/** Interprets GitHub's answers for repositories. */
export function readAnswers(
  tracked: readonly TrackedRepository[],
  found: readonly QueriedNode[],
): ProbeAnswers {
  const requestedAt = found
    .flatMap(({ requestedAt }) => requestedAt ?? [])
    .toSorted((one, other) => Number(one) - Number(other));
  const nodes = new Map<number, z.infer<typeof probed>>();
  const blocked = new Map<number, string>();
  const unknown = new Map<number, string>();
  for (const [at, { id }] of tracked.entries()) {
    const { node = null, errors = [], failure = null } = found[at] ?? {};
    const { data } = probed.safeParse(node);
    if (data?.databaseId === id && probeParts.every(({ schema }) => schema.safeParse(node).success))
      nodes.set(id, data);
    const refusal = errors.find(({ message }) => isBlocked(message));
    if (refusal !== undefined) blocked.set(id, cleanReason(refusal.message));
    else if (nodes.get(id)?.isDisabled) blocked.set(id, 'GitHub has disabled the repository');
    // An inaccessible or failed part makes GitHub omit the whole repository.
    else if (!nodes.has(id) && (node !== null || failure !== null || errors.some(isWithinNode))) {
      const [first] = errors;
      unknown.set(id, cleanReason(first?.message ?? (failure === null ? unusable : `${failure}`)));
    }
  }
  return { nodes, blocked, unknown, requestedAt: requestedAt[0] ?? new Date() };
}

const unusable = 'the answer cannot be used';

/** Whether an error leaves unknown if the repository exists. */
const isWithinNode = ({ type, path = [] }: QueriedNode['errors'][number]): boolean =>
  path.length > 0 || (type !== 'NOT_FOUND' && type !== 'FORBIDDEN');

import { canSee } from './can-see.ts';
import type { App, Hook, Installation, Repository } from './model.ts';

/** The fields of a payload that determine its recipients; `hook_id` or `installation` identifies a single one. */
export interface Subject {
  action?: string;
  hook_id?: number;
  installation?: { id: number };
  repository?: { id: number };
  organization?: { id: number };
}

/** The part of a world that determines recipients. */
interface Audience {
  app: App;
  hooks: ReadonlyMap<number, Hook>;
  installations: ReadonlyMap<number, Installation>;
  repositories: ReadonlyMap<number, Repository>;
}

interface Recipient {
  hook: Hook;
  /** For the App's hook: the installation that receives it. */
  installation: Installation | null;
}

/**
 * The recipients of an event on github.com. A ping goes to its hook and an installation's own event to the App, without
 * subscription; everything else to each active hook that subscribes, to the App's once for every installation that is
 * not suspended, subscribes to the event and includes its repository.
 */
export function recipientsOf(world: Audience, event: string, subject: Subject): Recipient[] {
  if (subject.hook_id !== undefined) return given(world.hooks.get(subject.hook_id), null);
  if (subject.installation !== undefined) {
    const installation = world.installations.get(subject.installation.id) ?? null;
    return given(world.hooks.get(world.app.hookId), installation);
  }
  const repository = subject.repository && world.repositories.get(subject.repository.id);
  const accountId = repository?.owner.id ?? subject.organization?.id;
  const subscribed = [...world.installations.values()].filter(
    (installation) =>
      installation.suspendedAt === null &&
      installation.events.some((each) => each === event) &&
      (repository === undefined ? installation.account.id === accountId : canSee(installation, repository)),
  );
  return [...world.hooks.values()]
    .filter(({ active }) => active)
    .flatMap((hook) =>
      hook.target.type === 'integration'
        ? subscribed.map((installation) => ({ hook, installation }))
        : given(listens(hook, event) && isOf(hook, repository, accountId) ? hook : undefined, null),
    );
}

function given(hook: Hook | undefined, installation: Installation | null): Recipient[] {
  return hook === undefined ? [] : [{ hook, installation }];
}

function listens({ events }: Hook, event: string): boolean {
  return events.some((each) => each === '*' || each === event);
}

function isOf({ target }: Hook, repository: Repository | undefined, accountId: number | undefined): boolean {
  if (target.type === 'repository') return target.repository === repository;
  return target.type === 'organization' && target.account.id === accountId;
}

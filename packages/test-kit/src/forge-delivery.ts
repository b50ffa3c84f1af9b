import { exampleDeliveries } from './example-deliveries.ts';

/** Ids, numbers and commits of a repository that another user may know. */
export interface KnownObjects {
  id: number;
  fullName: string;
  /** Ids by the payload key of the object: `issue`, `label`, `installation`. */
  ids: Readonly<Record<string, readonly number[]>>;
  numbers: readonly number[];
  shas: readonly string[];
}

export interface ForgedDelivery {
  event: string;
  payload: Record<string, unknown>;
}

const examples = exampleDeliveries();
const allEvents = [...new Set(examples.map(({ event }) => event))];
const identifying = /^(id|number|name|sha|full_name|state|updated_at)$/;
const actions =
  'opened edited deleted closed reopened transferred renamed privatized archived created removed suspend'.split(
    ' ',
  );

/**
 * Creates a delivery that someone who knows the secret of one repository's hook could forge: an example payload in
 * which some ids, numbers, names, commits, actions and times are those of other repositories or of the hook's own, or
 * in the future.
 *
 * @param random returns numbers from 0 to below 1.
 * @param options `events`: the events of most deliveries.
 */
export function forgeDelivery(
  random: () => number,
  {
    mine,
    others,
    events = allEvents,
  }: { mine: KnownObjects; others: readonly KnownObjects[]; events?: readonly string[] },
): ForgedDelivery {
  const isOften = (share: number) => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const anyone = () => (isOften(0.6) ? pick(others) : mine);

  const repositoryOf = ({ id, fullName }: KnownObjects, base: object) => {
    const [login, name] = fullName.split('/');
    const owner = { ...Object(Object(base).owner), login };
    return { ...base, id, name, full_name: fullName, owner, updated_at: inMinutes(pick([-1, 1, 3, 600])) };
  };
  const change = (value: unknown, key: string, of: string): unknown => {
    if (Array.isArray(value)) return value.slice(0, 20).map((item) => change(item, key, of));
    if (typeof value === 'object' && value !== null) {
      const isRepository = 'full_name' in value && isOften(0.7);
      const fields = Object.entries(value).map(([name, inner]): [string, unknown] => [
        name,
        change(inner, name, key),
      ]);
      // The stored object keeps the values of omitted keys.
      const isShort = key !== '' && isOften(0.3);
      const changed = Object.fromEntries(
        isShort ? fields.filter(([name]) => identifying.test(name)) : fields,
      );
      return isRepository ? repositoryOf(anyone(), changed) : changed;
    }
    if (typeof value === 'number' && key.endsWith('id') && isOften(0.7)) {
      const { id, ids } = anyone();
      const known = ids[key === 'id' ? of.replace(/s$/, '') : key.replace(/_id$/, '')] ?? [];
      return known.length > 0 ? pick(known) : /repo/.test(of + key) ? id : value;
    }
    if (typeof value === 'number' && key === 'number' && isOften(0.6)) return pick(anyone().numbers);
    if (typeof value !== 'string') return value;
    if (/^[0-9a-f]{40}$/.test(value) && isOften(0.5)) return pick([...anyone().shas, '0'.repeat(40)]);
    if (/_at$/.test(key) && isOften(0.6)) return inMinutes(pick([-60, 1, 4, 60, 4_000_000]));
    if (key === 'full_name' && isOften(0.5)) return anyone().fullName;
    if (/_?url$/.test(key) && isOften(0.3))
      return `https://api.github.com/repos/${anyone().fullName}/issues/1`;
    return value;
  };

  const wanted = examples.filter(({ event }) => events.includes(event));
  const example = pick(isOften(0.9) ? wanted : examples);
  const payload = Object(change(example.payload, '', ''));
  const owner = isOften(0.8) ? mine : anyone();
  if (isOften(0.95)) payload.repository = repositoryOf(owner, Object(payload.repository));
  if ('action' in payload && isOften(0.4)) payload.action = pick(actions);
  return { event: isOften(0.8) ? example.event : pick(events), payload: { ...payload, nonce: random() } };
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

import { sql, type Transaction } from 'kysely';
import type { ChangeKind, Database } from '../schema.ts';
import { type Effect, type Merged, merge } from './merge.ts';
import type { Observation, Resource } from './observation.ts';
import { type PreparedObservation, prepare } from './prepare.ts';
import { type Key, keyText, readRows, writeRows } from './rows.ts';
import { canonicalJson } from './stamp.ts';

/** How many observations had which effect, and the objects that are in doubt afterwards. */
export interface Outcome {
  effects: Record<Effect, number>;
  doubtful: { resource: string; key: string; reasons: string[] }[];
}

/** All observations of one object, in the order given. */
interface Subject {
  resource: Resource;
  key: Key;
  repositoryId: number | null;
  first: PreparedObservation;
  others: PreparedObservation[];
}

/** A row to write; `visible` when it is more than bookkeeping. */
interface Write {
  subject: Subject;
  before: Merged | null;
  after: Merged;
  visible: boolean;
}

const visibleEffects: ReadonlySet<Effect> = new Set(['created', 'updated']);

/**
 * The one write path: merges observations into their rows, appends what changed to the change log, and
 * says what is in doubt. Set-at-a-time: the number of statements grows with the kinds of objects, not
 * with the observations. Concurrent callers may pass the same objects in any order without deadlock.
 *
 * Must run in a READ COMMITTED transaction: after the locks are taken, each statement sees what others
 * committed before.
 */
export async function applyObservations(
  transaction: Transaction<Database>,
  observations: readonly Observation[],
): Promise<Outcome> {
  const outcome: Outcome = {
    effects: { created: 0, updated: 0, noted: 0, unchanged: 0, stale: 0 },
    doubtful: [],
  };
  const subjects = groupBySubject(observations);

  // Most of what deliveries repeat (the repository, its labels) is known already: it needs no lock.
  const seenBefore = await readSubjects(transaction, subjects);
  const news = subjects.filter((subject) => {
    const stored = seenBefore.get(subjectText(subject)) ?? null;
    const { merged, effects } = fold(stored, subject);
    if (merged !== stored) return true;
    for (const effect of effects) outcome.effects[effect] += 1;
    return false;
  });
  if (news.length === 0) return outcome;

  await lockSubjects(transaction, news);
  const storedRows = await readSubjects(transaction, news);
  const writes: Write[] = [];
  for (const subject of news) {
    const before = storedRows.get(subjectText(subject)) ?? null;
    const { merged, effects } = fold(before, subject);
    for (const effect of effects) outcome.effects[effect] += 1;
    if (merged === before) continue;
    writes.push({
      subject,
      before,
      after: merged,
      visible: effects.some((effect) => visibleEffects.has(effect)),
    });
    const reasons = Object.keys(merged.doubts);
    if (reasons.length > 0) {
      outcome.doubtful.push({ resource: subject.resource.name, key: keyText(subject), reasons });
    }
  }

  for (const group of Map.groupBy(writes, ({ subject }) => subject.resource).values()) {
    const resource = group[0]?.subject.resource;
    if (resource === undefined) continue;
    await writeRows(
      transaction,
      resource,
      group.map(({ subject, after }) => ({ ...subject, merged: after })),
    );
  }
  const changes = writes.filter(({ visible }) => visible).map(changeOf);
  if (changes.length > 0) {
    await sql`
      insert into changes (resource, key, kind, repository_id, fields, source)
      select resource, key, kind, repository_id, fields, source
        from jsonb_populate_recordset(null::changes, ${JSON.stringify(changes)})
    `.execute(transaction);
  }
  return outcome;
}

/** The class of the advisory locks on objects: "HS". */
const subjectLocks = 18515;

function groupBySubject(observations: readonly Observation[]): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const seen of observations) {
    const { resource, key, repositoryId } = seen;
    const text = subjectText({ resource, key });
    const subject = subjects.get(text);
    if (subject === undefined)
      subjects.set(text, { resource, key, repositoryId, first: prepare(seen), others: [] });
    else subject.others.push(prepare(seen));
  }
  return [...subjects.values()];
}

function subjectText(subject: { resource: Resource; key: Key }): string {
  return `${subject.resource.table}:${keyText(subject)}`;
}

function fold(stored: Merged | null, { first, others }: Subject): { merged: Merged; effects: Effect[] } {
  let { merged, effect } = merge(stored, first);
  const effects = [effect];
  for (const prepared of others) {
    ({ merged, effect } = merge(merged, prepared));
    effects.push(effect);
  }
  return { merged, effects };
}

async function readSubjects(
  transaction: Transaction<Database>,
  subjects: readonly Subject[],
): Promise<Map<string, Merged>> {
  const found = new Map<string, Merged>();
  for (const [resource, group] of Map.groupBy(subjects, (subject) => subject.resource)) {
    for (const { key, merged } of await readRows(transaction, resource, group)) {
      found.set(subjectText({ resource, key }), merged);
    }
  }
  return found;
}

/**
 * Locks the objects in one order for everybody, whether their rows exist or not, and fences the change
 * log (see migration 0002) before a sequence number is drawn.
 */
async function lockSubjects(transaction: Transaction<Database>, subjects: readonly Subject[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${subjectLocks}, hash)
      from (select distinct hashtext(subject) as hash
              from unnest(${subjects.map(subjectText)}::text[]) as subject
             order by hash) as ordered
    union all select changes_fence()
  `.execute(transaction);
}

function changeOf({ subject, before, after }: Write) {
  const old = before === null ? {} : subject.resource.columns(before.raw);
  const current = subject.resource.columns(after.raw);
  const fields = Object.fromEntries(
    subject.resource.changes
      .filter((name) => canonicalJson(old[name] ?? null) !== canonicalJson(current[name] ?? null))
      .map((name) => [name, { from: old[name] ?? null, to: current[name] ?? null }]),
  );
  return {
    resource: subject.resource.name,
    key: keyText(subject),
    kind: kindOf(before, after),
    repository_id: subject.repositoryId,
    fields,
    source: after.source,
  };
}

function kindOf(before: Merged | null, after: Merged): ChangeKind {
  if (after.deletedAt !== null && (before === null || before.deletedAt === null)) return 'deleted';
  if (before === null) return 'created';
  if (before.deletedAt !== null && after.deletedAt === null) return 'restored';
  return 'updated';
}

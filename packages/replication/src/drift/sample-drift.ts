import { type Observation, sampleObjects } from '@hubtwin/database';
import { GitHubPermissionError, GitHubValidationError } from '@hubtwin/github';
import { type ResourceDefinition, resources } from '@hubtwin/resources';
import { isFailed, isSeen } from '../answers/withheld.ts';
import { fetchEach } from '../fetch/fetch-each.ts';
import { recordWithheld } from '../fetch/record-withheld.ts';
import type { RequestContext } from '../fetch/request-context.ts';
import { isRecent } from '../is-recent.ts';
import { storeAnswers } from '../store-answers.ts';
import { fieldsThatDiffer } from './fields-that-differ.ts';
import { lastSample, type SampledDrift, saveSample } from './last-sample.ts';

/** An object that differs: the names of its columns, or its deletion. */
export interface Difference {
  resource: string;
  key: Observation['key'];
  fields: string[];
}

export interface SampleOptions extends RequestContext {
  /** The number of objects to request, of all resources together. */
  objects: number;
  /** Minimum interval between passes. */
  everyMs: number;
}

/**
 * Fetches random objects from GitHub, compares the columns that do not change without a version, and stores what
 * differs. Stores the result for `lastSample`. The first pass only starts the interval, so that a new twin sends no
 * unexpected requests.
 *
 * @returns the differences; null if no pass was due.
 * @throws what the GitHub client throws if no request is possible.
 */
export async function sampleDrift(options: SampleOptions): Promise<Difference[] | null> {
  const { database, objects, everyMs, github: _, ...call } = options;
  const last = await lastSample(database);
  if (last !== null && isRecent(last.at, everyMs)) return null;
  const differences: Difference[] = [];
  const results: Record<string, SampledDrift> = {};
  const rounds = last === null ? [] : shares(objects);
  for (const { definition, count } of rounds) {
    if (call.signal?.aborted === true) return null;
    const found = await checkSome(definition, count, options);
    differences.push(...found.differences);
    const { checked } = found;
    const different = found.differences.length;
    const provedAt =
      checked > 0 && different === 0
        ? new Date().toISOString()
        : (last?.resources[definition.name]?.provedAt ?? null);
    results[definition.name] = { checked, different, provedAt };
  }
  const kept = { ...last?.resources, ...results };
  await saveSample(database, { at: new Date().toISOString(), resources: kept });
  return differences;
}

/** Distributes the number of objects evenly over the resources, the remainder randomly. */
function shares(objects: number): { definition: ResourceDefinition; count: number }[] {
  const sampled = resources.filter(({ item }) => item !== undefined);
  const order = sampled.map((definition) => ({ definition, place: Math.random() }));
  order.sort((one, other) => one.place - other.place);
  const each = Math.floor(objects / sampled.length);
  const left = objects % sampled.length;
  return order
    .map(({ definition }, n) => ({ definition, count: each + (n < left ? 1 : 0) }))
    .filter(({ count }) => count > 0);
}

async function checkSome(
  definition: ResourceDefinition,
  count: number,
  { database, github, objects: _, everyMs: __, ...call }: SampleOptions,
): Promise<{ checked: number; differences: Difference[] }> {
  const { item } = definition;
  const sampled = await sampleObjects(database, definition, count);
  if (item === undefined || sampled.length === 0) return { checked: 0, differences: [] };
  if (item.credential === 'app' && !github.hasApp) return { checked: 0, differences: [] };
  const results = await Promise.all(
    sampled.map(async (object) => {
      try {
        const [seen = null] = await fetchEach(definition, item, [object], { database, github, ...call });
        if (isFailed(seen)) throw seen.failure;
        return { object, seen };
      } catch (error) {
        // Objects that GitHub denies are not checked; any other failure ends the pass.
        if (error instanceof GitHubPermissionError || error instanceof GitHubValidationError)
          return { object, seen: null };
        throw error;
      }
    }),
  );
  const answered = results.flatMap(({ object, seen }) => (isSeen(seen) ? [{ object, seen }] : []));
  const differences = answered.flatMap(({ object, seen }) => {
    const fields = fieldsThatDiffer(definition, object, seen);
    return fields.length === 0 ? [] : [{ resource: definition.name, key: seen.key, fields }];
  });
  await storeAnswers(
    database,
    answered.map(({ seen }) => seen),
  );
  for (const { object, seen } of results) {
    const { repositoryId } = object;
    if (repositoryId !== null)
      await recordWithheld(database, { resource: definition.name, repositoryId }, [seen]);
  }
  return { checked: answered.length, differences };
}

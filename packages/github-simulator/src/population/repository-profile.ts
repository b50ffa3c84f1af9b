import type { RepositoryInput } from '../commands/add-repository.ts';
import type { Random } from '../world/random.ts';

const subjects =
  'billing catalog checkout customer delivery email fleet fraud identity inventory invoice ledger loyalty mobile orders payments pricing search shipping tax'.split(
    ' ',
  );
const kinds =
  'api app charts client cli config console dashboard docs events gateway infra jobs lib proxy schema sdk service tests worker'.split(
    ' ',
  );
const topics = ['api', 'backend', 'cloud', 'data', 'frontend', 'grpc', 'internal', 'kubernetes', 'library'];

/** By frequency; the empty one is a repository without code. */
const languages = [
  ...['TypeScript', 'TypeScript', 'TypeScript', 'TypeScript', 'Go', 'Go', 'Go'],
  ...['Python', 'Python', 'Python', 'Java', 'Java', 'HCL', 'Shell', 'Rust', 'C++', 'Ruby', '', ''],
];

/** A name for which `isTaken` is false, such as `billing-api` or, if all such are taken, `billing-api-2`. */
export function freeName(random: Random, isTaken: (name: string) => boolean): string {
  const name = `${random.pick(subjects)}-${random.pick(kinds)}`;
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${name}-${number}`;
  return free;
}

/** The description and language of a repository. */
export function profileOf(
  random: Random,
  name: string,
): Pick<RepositoryInput, 'description' | 'language' | 'topics'> {
  const language = random.pick(languages);
  return {
    ...(random.chance(0.8) && { description: `${name.replaceAll('-', ' ')} of the platform` }),
    ...(language !== '' && { language }),
    topics: random.chance(0.5) ? random.sample(topics, random.integer(1, 4)).sort() : [],
  };
}

import { expandVariables } from './expand-variables.ts';
import type { Named } from './named.ts';
import { type Instruction, readInstructions } from './read-instructions.ts';
import { splitWords } from './split-words.ts';

/** Names of images have a few hundred characters at most; variables could expand without limit. */
const maxImageLength = 2_000;
const maxStages = 1_000;

/**
 * Parses the base images of a Dockerfile: that of the last stage is for production, the others are for the build.
 *
 * @see https://docs.docker.com/reference/dockerfile/#from
 * @throws SyntaxError without a FROM, RangeError if an image's name or the number of stages is too large.
 */
export function parseDockerfile(text: string): Named[] {
  const instructions = readInstructions(text);
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  if (first === -1) throw new SyntaxError('no FROM instruction');
  const known = readArguments(instructions.slice(0, first));
  const froms = instructions.filter(({ keyword }) => keyword === 'FROM');
  if (froms.length > maxStages) throw new RangeError(`more than ${maxStages} stages`);
  const stages = new Map<string, string>();
  const images = froms.map(({ rest }) => {
    const [image = '', as, stage] = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
    const named = expandVariables(image, known, maxImageLength);
    const from = stages.get(named.toLowerCase()) ?? named;
    if (as?.toUpperCase() === 'AS' && stage !== undefined) stages.set(stage.toLowerCase(), from);
    return from;
  });
  const final = images.at(-1);
  return [...new Set(images)]
    .filter((image) => image !== '' && image !== 'scratch')
    .map((image) => ({ ...split(image), kind: image === final ? 'prod' : 'build' }));
}

/** The default values of arguments; undefined without a default. */
function readArguments(instructions: readonly Instruction[]): Map<string, string | undefined> {
  return new Map(
    instructions
      .filter(({ keyword }) => keyword === 'ARG')
      .flatMap(({ rest }) => splitWords(rest))
      .map((word) => {
        const equals = word.indexOf('=');
        if (equals === -1) return [word, undefined] as const;
        return [word.slice(0, equals), word.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2')] as const;
      }),
  );
}

/** A colon before the last slash separates a port. */
function split(image: string): Pick<Named, 'name' | 'requirement'> {
  const at = image.indexOf('@', 1);
  const digest = at === -1 ? '' : image.slice(at + 1);
  const head = digest === '' ? image : image.slice(0, at);
  const colon = head.lastIndexOf(':');
  const tag = colon < 1 ? '' : head.slice(colon + 1);
  const isTagged = tag !== '' && !/[/@]/.test(tag);
  const requirement = [isTagged ? tag : '', digest].filter((part) => part !== '').join('@');
  return { name: isTagged ? head.slice(0, colon) : head, requirement: requirement || null };
}

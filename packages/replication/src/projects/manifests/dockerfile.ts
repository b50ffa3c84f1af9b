import { DockerfileParser } from 'dockerfile-ast';
import type { Named } from './named.ts';

/** A variable, with what it is where it is not set: `$A`, `${A}`, `${A:-b}`. */
const variable = /\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g;

/**
 * The images that a Dockerfile builds on: that of the last stage is what runs, the others serve the build.
 *
 * @see https://docs.docker.com/reference/dockerfile/#from
 * @throws SyntaxError where it builds on nothing.
 */
export function parseDockerfile(text: string): Named[] {
  const file = DockerfileParser.parse(text);
  const known = new Map(
    file.getInitialARGs().map((argument) => {
      const property = argument.getProperty();
      return [property?.getName(), property?.getValue() ?? undefined] as const;
    }),
  );
  const filled = (image: string) =>
    image.replace(variable, (whole, bare?: string, braced?: string, otherwise?: string) => {
      return known.get(bare ?? braced) ?? otherwise ?? whole;
    });
  const stages = new Map<string, string>();
  const images = file.getFROMs().map((from) => {
    const named = filled(from.getImage() ?? '');
    const image = stages.get(named.toLowerCase()) ?? named;
    const stage = from.getBuildStage();
    if (stage !== null) stages.set(stage.toLowerCase(), image);
    return image;
  });
  if (images.length === 0) throw new SyntaxError('there is no FROM');
  const final = images.at(-1);
  return [...new Set(images)]
    .filter((image) => image !== '' && image !== 'scratch')
    .map((image) => ({ ...split(image), kind: image === final ? 'prod' : 'build' }));
}

/** A colon before the last slash is a port. */
function split(image: string): Pick<Named, 'name' | 'requirement'> {
  const [, name = image, tag, digest] = /^(.+?)(?::([^:/@]+))?(?:@(.+))?$/.exec(image) ?? [];
  return { name, requirement: [tag, digest].filter((part) => part !== undefined).join('@') || null };
}

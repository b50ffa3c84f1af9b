import type { Dependency } from '@hubtwin/database';
import { limitText, type TextLimits } from '../limit-text.ts';
import { parseCargo } from './cargo.ts';
import { parseDockerfile } from './dockerfile.ts';
import { parseGoMod } from './go-mod.ts';
import type { Named } from './named.ts';
import { parsePackageJson } from './package-json.ts';
import { parsePyproject } from './pyproject.ts';
import { parseRequirements } from './requirements.ts';

interface Format {
  /** Matches the file's name, without folders. */
  name: RegExp;
  ecosystem: Dependency['ecosystem'];
  limits: TextLimits;
  /** @throws for an invalid text. */
  parse(text: string): Named[];
}

const limits = { length: 2_000_000, lines: 100_000 };
/** Parsing TOML costs several times as much. */
const maxOfToml = { length: 500_000, lines: 20_000 };

const formats: readonly Format[] = [
  { name: /^package\.json$/, ecosystem: 'npm', limits, parse: parsePackageJson },
  { name: /^requirements[\w.-]*\.(txt|in)$/, ecosystem: 'pypi', limits, parse: parseRequirements },
  { name: /^pyproject\.toml$/, ecosystem: 'pypi', limits: maxOfToml, parse: parsePyproject },
  { name: /^Cargo\.toml$/, ecosystem: 'cargo', limits: maxOfToml, parse: parseCargo },
  { name: /^go\.mod$/, ecosystem: 'go', limits, parse: parseGoMod },
  {
    name: /^(Dockerfile(\.[\w.-]+)?|[\w.-]+\.Dockerfile)$/,
    ecosystem: 'docker',
    limits,
    parse: parseDockerfile,
  },
];

const maxLength = 500;
const maxDependencies = 10_000;

/** Whether a file of this path can be parsed as a manifest. */
export const isManifest = (path: string) => formatOf(path) !== undefined;

/**
 * Parses the dependencies of a manifest, each once for each kind.
 *
 * @throws what the parser of its format throws, RangeError for more than 10,000 dependencies, and UnreadableFileError
 * for a text that is too long.
 */
export function parseManifest(path: string, text: string): Dependency[] {
  const format = formatOf(path);
  if (format === undefined) throw new TypeError(`${path} is not a manifest`);
  limitText(text, format.limits);
  const named = format.parse(text).map(({ name, requirement, kind }) => ({
    name: presentable(name),
    requirement: presentable(requirement ?? '') || null,
    kind,
  }));
  const grouped = Map.groupBy(named, ({ kind, name }) => `${kind} ${name}`);
  if (grouped.size > maxDependencies) throw new RangeError(`more than ${maxDependencies} dependencies`);
  return [...grouped.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const requirements = [...new Set(group.map(({ requirement }) => requirement))];
    const written = requirements.filter((requirement) => requirement !== null);
    const requirement = written.length === 0 ? null : written.join(' | ').slice(0, maxLength);
    return [{ manifest: path, ecosystem: format.ecosystem, ...first, requirement }];
  });
}

/** URLs may contain a password or token. Texts that many dependencies share are truncated. */
const presentable = (text: string) =>
  text
    .slice(0, 2 * maxLength)
    .trim()
    .slice(0, maxLength)
    .replace(/\/\/[^/@\s]*@/g, '//');

function formatOf(path: string): Format | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return formats.find((format) => format.name.test(name));
}

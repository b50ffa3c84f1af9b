import type { Dependency } from '@hubtwin/database';
import { limitText, type TextLimits } from '../limit-text.ts';
import { parseCargo } from './cargo.ts';
import { parseDockerfile } from './dockerfile.ts';
import { parseGemfile } from './gemfile.ts';
import { parseGoMod } from './go-mod.ts';
import type { Named } from './named.ts';
import { parsePackageJson } from './package-json.ts';
import { parsePipfile } from './pipfile.ts';
import { parsePom } from './pom.ts';
import { parsePyproject } from './pyproject.ts';
import { parseRequirements } from './requirements.ts';
import { createSkippedLines, type SkippedLines } from './skipped-lines.ts';

interface Format {
  /** Matches the path. */
  path: RegExp;
  ecosystem: Dependency['ecosystem'];
  limits: TextLimits;
  /** @throws for an invalid text. Formats of lines skip invalid ones. */
  parse(text: string, skipped: SkippedLines): Named[];
}

const limits = { length: 2_000_000, lines: 100_000 };
/** Parsing TOML costs several times as much. */
const maxOfToml = { length: 500_000, lines: 20_000 };

const formats: readonly Format[] = [
  { path: /(^|\/)package\.json$/, ecosystem: 'npm', limits, parse: parsePackageJson },
  { path: /(^|\/)requirements[\w.-]*\.(txt|in)$/, ecosystem: 'pypi', limits, parse: parseRequirements },
  { path: /(^|\/)requirements\/[\w.-]+\.(txt|in)$/, ecosystem: 'pypi', limits, parse: parseRequirements },
  { path: /(^|\/)pyproject\.toml$/, ecosystem: 'pypi', limits: maxOfToml, parse: parsePyproject },
  { path: /(^|\/)Pipfile$/, ecosystem: 'pypi', limits: maxOfToml, parse: parsePipfile },
  { path: /(^|\/)Cargo\.toml$/, ecosystem: 'cargo', limits: maxOfToml, parse: parseCargo },
  { path: /(^|\/)go\.mod$/, ecosystem: 'go', limits, parse: parseGoMod },
  { path: /(^|\/)pom\.xml$/, ecosystem: 'maven', limits, parse: parsePom },
  { path: /(^|\/)Gemfile$/, ecosystem: 'rubygems', limits, parse: parseGemfile },
  {
    path: /(^|\/)((Docker|Container)file(\.[\w.-]+)?|[\w.-]+\.(Docker|Container)file)$/,
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
 * @returns also which lines were skipped, because they are invalid; null: none.
 * @throws what the parser of its format throws, RangeError for more than 10,000 dependencies, and UnreadableFileError
 * for a text that is too long.
 */
export function parseManifest(
  path: string,
  text: string,
): { dependencies: Dependency[]; error: string | null } {
  const format = formatOf(path);
  if (format === undefined) throw new TypeError(`${path} is not a manifest`);
  limitText(text, format.limits);
  const skipped = createSkippedLines();
  const named = format.parse(text, skipped).map(({ name, requirement, kind }) => ({
    name: presentable(name),
    requirement: presentable(requirement ?? '') || null,
    kind,
  }));
  const grouped = Map.groupBy(named, ({ kind, name }) => `${kind} ${name}`);
  if (grouped.size > maxDependencies) throw new RangeError(`more than ${maxDependencies} dependencies`);
  const dependencies = [...grouped.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const requirements = [...new Set(group.map(({ requirement }) => requirement))];
    const written = requirements.filter((requirement) => requirement !== null);
    const requirement = written.length === 0 ? null : written.join(' | ').slice(0, maxLength);
    return [{ manifest: path, ecosystem: format.ecosystem, ...first, requirement }];
  });
  return { dependencies, error: skipped.describe() };
}

/** URLs may contain a password or token. Texts that many dependencies share are truncated. */
const presentable = (text: string) =>
  text
    .slice(0, 2 * maxLength)
    .trim()
    .slice(0, maxLength)
    .replace(/\/\/[^/@\s]*@/g, '//');

const formatOf = (path: string): Format | undefined => formats.find((format) => format.path.test(path));

import picomatch from 'picomatch';
import { isManifest } from './manifests/parse-manifest.ts';

/** Default paths of a plan; the first existing one is used. */
const defaultPlans = ['docs/plan.md', 'plan.md', 'README.md'];

/** The default manifests, in every folder; `requirements` stands for those of pip. */
const defaultManifests = [
  ...['package.json', 'requirements.txt', 'requirements/*.txt', 'pyproject.toml', 'Pipfile', 'Cargo.toml'],
  ...['go.mod', 'pom.xml', 'Gemfile', 'Dockerfile', 'Containerfile'],
].map((name) => `**/${name}`);

/** Folders with the code of others: their manifests are not the repository's own. */
const foreign = /(^|\/)(node_modules|vendor|bower_components)\//;

/** The paths that a project is configured to watch; null: the defaults. */
export interface Watching {
  planPath: string | null;
  /** Paths and patterns. */
  manifests: readonly string[] | null;
}

export interface WatchedPaths {
  /** The possible paths of the plan, in order of preference. */
  plans: readonly string[];
  /** Manifests that are named by their whole path. */
  named: readonly string[];
  /** Patterns of manifests. */
  patterns: readonly string[];
  /** Whether a file of this path is a watched manifest. */
  isManifest(path: string): boolean;
}

/** Whether a path is a pattern: `*` and `?` match within a name, `**` matches any folders. */
export const isPattern = (path: string): boolean => /[*?]/.test(path);

/** Characters with a meaning for the matcher, which passes some on to a regular expression: here they are letters of names. */
const special = /[^\w/*?.-]/g;

export function watchedPaths({ planPath, manifests }: Watching): WatchedPaths {
  const plans = planPath === null ? defaultPlans : [planPath];
  const all = manifests ?? defaultManifests;
  const named = all.filter((path) => !isPattern(path) && !plans.includes(path));
  const patterns = all.filter(isPattern);
  const matchers = patterns.map((pattern) => picomatch(pattern.replaceAll(special, '\\$&'), { dot: true }));
  return {
    plans,
    named,
    patterns,
    isManifest: (path) =>
      named.includes(path) ||
      (isManifest(path) &&
        !plans.includes(path) &&
        !foreign.test(path) &&
        matchers.some((matches) => matches(path))),
  };
}

import sax from 'sax';
import { UnreadableFileError } from '../unreadable-file-error.ts';
import type { Named } from './named.ts';

/** An element with its text, and the first of each of its children that have no children themselves. */
interface Element {
  name: string;
  text: string;
  values: Map<string, string>;
}

const maxDepth = 100;
/** Versions have a few characters; properties could expand without limit. */
const maxLength = 2_000;
const maxElements = 50_000;

/** Lists of dependencies and plugins, by the path below the project or one of its profiles. */
const lists: Readonly<Record<string, { of: string; kind?: Named['kind'] }>> = {
  dependencies: { of: 'dependency' },
  'dependencyManagement/dependencies': { of: 'dependency' },
  'build/plugins': { of: 'plugin', kind: 'build' },
  'build/pluginManagement/plugins': { of: 'plugin', kind: 'build' },
};

/**
 * Parses the dependencies and plugins of a Maven project and of its profiles, with the properties of the file.
 *
 * @see https://maven.apache.org/pom.html
 * @throws SyntaxError for invalid XML or without a project, UnreadableFileError for one that is too deep or too large.
 */
export function parsePom(text: string): Named[] {
  const found: { element: Element; kind: Named['kind'] | undefined }[] = [];
  const properties = new Map<string, string>();
  readElements(text, (path, element) => {
    if (path[0] !== 'project') throw new SyntaxError('no project element');
    const below = path[1] === 'profiles' && path[2] === 'profile' ? path.slice(3) : path.slice(1);
    const list = lists[below.slice(0, -1).join('/')];
    if (list !== undefined && list.of === below.at(-1)) found.push({ element, kind: list.kind });
    else if (below[0] === 'properties' && below.length === 2) setOnce(properties, element.name, element.text);
    else if (path.length === 2 || (path.length === 3 && path[1] === 'parent'))
      setOnce(properties, path.join('.'), element.text);
  });
  for (const name of ['version', 'groupId']) {
    const inherited = properties.get(`project.parent.${name}`);
    if (inherited !== undefined) setOnce(properties, `project.${name}`, inherited);
  }
  return found.flatMap(({ element: { values }, kind }) => {
    const textOf = (name: string) => expand(values.get(name) ?? '', properties);
    const artifact = textOf('artifactId');
    if (artifact === '') return [];
    const group = textOf('groupId') || (kind === 'build' ? 'org.apache.maven.plugins' : '');
    const name = group === '' ? artifact : `${group}:${artifact}`;
    return [{ name, requirement: textOf('version') || null, kind: kind ?? kindOf(values, properties) }];
  });
}

function kindOf(values: Element['values'], properties: ReadonlyMap<string, string>): Named['kind'] {
  if (expand(values.get('scope') ?? '', properties) === 'test') return 'dev';
  return expand(values.get('optional') ?? '', properties) === 'true' ? 'optional' : 'prod';
}

/** Properties may refer to others; those that form a cycle remain. */
function expand(text: string, properties: ReadonlyMap<string, string>): string {
  let expanded = text;
  for (let pass = 0; pass < 5 && expanded.includes('${'); pass += 1) {
    const next = expanded.replace(
      /\$\{([\w.-]{1,200})\}/g,
      (whole, name: string) => properties.get(name) ?? whole,
    );
    if (next.length > maxLength) throw new RangeError(`longer than ${maxLength} characters`);
    if (next === expanded) break;
    expanded = next;
  }
  return expanded;
}

const setOnce = (values: Map<string, string>, name: string, value: string): void => {
  if (!values.has(name)) values.set(name, value);
};

/** Calls `onEnd` at the end of each element with the names of it and of the elements that contain it. */
function readElements(text: string, onEnd: (path: readonly string[], element: Element) => void): void {
  const parser = sax.parser(true, { trim: false });
  const open: Element[] = [];
  let count = 0;
  parser.onerror = (error) => {
    throw new SyntaxError(error.message.split('\n')[0] ?? 'invalid XML');
  };
  parser.onopentag = ({ name }) => {
    if (open.length === 0 && count > 0) throw new SyntaxError('more than one root element');
    count += 1;
    if (count > maxElements) throw new UnreadableFileError(`more than ${maxElements} elements`);
    if (open.length >= maxDepth) throw new UnreadableFileError(`more than ${maxDepth} levels`);
    open.push({ name, text: '', values: new Map() });
  };
  const addText = (part: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    const path = open.map(({ name }) => name);
    const element = open.pop();
    if (element === undefined) return;
    const ended = { ...element, text: element.text.trim() };
    setOnce(open.at(-1)?.values ?? new Map(), ended.name, ended.text);
    onEnd(path, ended);
  };
  parser.write(text).close();
  if (count === 0) throw new SyntaxError('no project element');
}

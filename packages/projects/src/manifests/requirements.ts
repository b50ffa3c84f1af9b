import { joinedLines } from './joined-lines.ts';
import type { Named } from './named.ts';
import { parsePythonRequirement } from './python-requirement.ts';
import type { SkippedLines } from './skipped-lines.ts';

const comment = /(?:^|\s)#/;
/** The start of options after a requirement, such as hashes. */
const options = /\s--?[a-z]/i;
const egg = /[#&]egg=([^&[\s]+)/;

/**
 * Parses the requirements of a file for pip. Included files (`-r`, `-c`) are not read. Takes linear time.
 *
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function parseRequirements(text: string, skipped: SkippedLines): Named[] {
  return joinedLines(text).flatMap(({ number, text: whole }) => {
    const line = before(comment, whole);
    if (line === '') return [];
    const [, editable] = /^(?:-e|--editable)[\s=]\s*(\S+)/.exec(line) ?? [];
    if (line.startsWith('-') && editable === undefined) return [];
    const wanted = editable ?? before(options, line);
    if (editable !== undefined || isPlace(wanted)) return [atPlace(wanted)];
    const parsed = parsePythonRequirement(wanted, 'prod');
    if (parsed === null) skipped.add(number, `not a requirement: ${line}`);
    return parsed ?? [];
  });
}

/** The text before the first match; everything if there is none. */
function before(form: RegExp, text: string): string {
  const at = text.search(form);
  return (at === -1 ? text : text.slice(0, at)).trim();
}

/** Whether it is a URL or a path instead of a name. */
const isPlace = (wanted: string) =>
  /^([a-z][a-z0-9+.-]*:|\.{1,2}([/[]|$)|\/)/i.test(wanted) ||
  (/.\.(whl|zip|tar\.gz)$/.test(wanted.slice(-8)) && !/\s/.test(wanted));

/** Named by the name in the URL or path, else by the URL or path. */
function atPlace(place: string): Named {
  const url = before(/;/, place);
  const [, name = url] = egg.exec(url) ?? [];
  return { name, requirement: url, kind: 'prod' };
}

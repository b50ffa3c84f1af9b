import { splitWords } from './split-words.ts';

/** One instruction of a Dockerfile, with its continuation lines joined. */
export interface Instruction {
  /** In upper case. */
  keyword: string;
  rest: string;
}

/** Instructions that may be followed by here-documents. */
const withDocuments = new Set(['ADD', 'COPY', 'RUN']);
const document = /^\d*<<(-?)(["']?)([^<"']+)\2$/;
const escapeDirective = /^#[ \t]*escape[ \t]*=[ \t]*([\\`])[ \t]*$/i;
const otherDirective = /^#[ \t]*\w+[ \t]*=/;

/**
 * Splits a Dockerfile into instructions, without comments and here-documents. Takes linear time.
 *
 * @see https://docs.docker.com/reference/dockerfile/#format
 */
export function readInstructions(text: string): Instruction[] {
  const lines = text.split(/\r?\n/);
  const { continuation, first } = readDirectives(lines);
  const instructions: Instruction[] = [];
  let parts: string[] = [];
  for (let at = first; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const content = line.trimStart();
    // Comments and empty lines do not end a continued instruction.
    if (content === '' || content.startsWith('#')) continue;
    const code = line.trimEnd();
    const isContinued = code.endsWith(continuation) && !code.endsWith(continuation.repeat(2));
    parts.push(isContinued ? code.slice(0, -1) : code);
    if (isContinued) continue;
    const instruction = toInstruction(parts);
    parts = [];
    instructions.push(instruction);
    at = skipDocuments(instruction, lines, at);
  }
  return parts.length === 0 ? instructions : [...instructions, toInstruction(parts)];
}

/** The character for line continuation, and the first line after the directives. */
function readDirectives(lines: readonly string[]): { continuation: string; first: number } {
  let continuation = '\\';
  for (const [at, line] of lines.entries()) {
    const [, given] = escapeDirective.exec(line) ?? [];
    continuation = given ?? continuation;
    if (given === undefined && !otherDirective.test(line)) return { continuation, first: at };
  }
  return { continuation, first: lines.length };
}

function toInstruction(parts: readonly string[]): Instruction {
  const whole = parts.join('').trim();
  const end = whole.search(/\s/);
  return end === -1
    ? { keyword: whole.toUpperCase(), rest: '' }
    : { keyword: whole.slice(0, end).toUpperCase(), rest: whole.slice(end).trim() };
}

/** @returns the last line of an instruction's here-documents; the last line of all if one is not closed. */
function skipDocuments({ keyword, rest }: Instruction, lines: readonly string[], from: number): number {
  const opener = keyword === 'ONBUILD' ? toInstruction([rest]).keyword : keyword;
  if (!withDocuments.has(opener) || !rest.includes('<<')) return from;
  let at = from;
  for (const word of splitWords(rest)) {
    const [, dash, , name] = document.exec(word) ?? [];
    if (name === undefined) continue;
    do at += 1;
    while (at < lines.length && (dash === '' ? lines[at] : lines[at]?.replace(/^\t+/, '')) !== name);
  }
  return at;
}

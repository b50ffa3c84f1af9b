import { UnreadableFileError } from './unreadable-file-error.ts';

/** The most that is parsed. */
export interface TextLimits {
  /** In UTF-16 code units. */
  length: number;
  lines: number;
}

/** @throws UnreadableFileError for a text that is longer. */
export function limitText(text: string, most: TextLimits): void {
  if (text.length > most.length) throw new UnreadableFileError(`longer than ${most.length} characters`);
  let lines = 1;
  for (const _ of text.matchAll(/\r\n|\n|\r/g)) {
    lines += 1;
    if (lines > most.lines) throw new UnreadableFileError(`more than ${most.lines} lines`);
  }
}

import { UnreadableFileError } from './unreadable-file-error.ts';

/** The limits for parsing. */
export interface TextLimits {
  /** In UTF-16 code units. */
  length: number;
  lines: number;
}

/** @throws UnreadableFileError for a longer text. */
export function limitText(text: string, limits: TextLimits): void {
  if (text.length > limits.length) throw new UnreadableFileError(`longer than ${limits.length} characters`);
  let lines = 1;
  for (const _ of text.matchAll(/\r\n|\n|\r/g)) {
    lines += 1;
    if (lines > limits.lines) throw new UnreadableFileError(`more than ${limits.lines} lines`);
  }
}

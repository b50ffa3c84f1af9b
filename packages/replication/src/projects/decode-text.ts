import { UnreadableFileError } from './unreadable-file-error.ts';

/**
 * The text of a file: UTF-8, or UTF-16 where it begins by saying so, as files do that PowerShell writes.
 *
 * @throws UnreadableFileError where it is no text.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const mark = ((first ?? 0) << 8) | (second ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\0')) throw new UnreadableFileError('not a text');
  return text;
}

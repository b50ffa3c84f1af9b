import { UnreadableFileError } from './unreadable-file-error.ts';

/**
 * Decodes a file as UTF-8, or as UTF-16 if it starts with a byte order mark, such as files written by PowerShell.
 *
 * @throws UnreadableFileError if it is not a text.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const mark = ((first ?? 0) << 8) | (second ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\0')) throw new UnreadableFileError('not a text file');
  return text;
}

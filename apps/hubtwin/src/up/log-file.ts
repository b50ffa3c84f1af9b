import { appendFile, rename, stat } from 'node:fs/promises';

export interface LogFileOptions {
  file: string;
  /** A file that would exceed it is renamed: `.1` is the newest of the full files. */
  maxBytes?: number;
  /** How many full files are kept. */
  keep?: number;
  /** Receives the reason why lines are lost, once until writing works again. */
  onError(error: Error): void;
}

/** Appends text to a file, in order; text that cannot be written is lost, without an error. */
export interface LogFile {
  write(text: string): void;
  /** Resolves once everything is written or lost. */
  written(): Promise<void>;
}

/** The buffer for a slow disk, in characters; more is lost. */
const maxWaiting = 4 * 1024 * 1024;

export function openLogFile(options: LogFileOptions): LogFile {
  const { file, maxBytes = 10 * 1024 * 1024, keep = 4, onError } = options;
  let waiting = '';
  let writing: Promise<void> | undefined;
  let hasFailed = false;

  async function rotate(text: string): Promise<void> {
    const found = await stat(file).catch(() => null);
    if (found === null || found.size === 0 || found.size + Buffer.byteLength(text) <= maxBytes) return;
    for (let number = keep; number > 0; number--)
      await rename(number === 1 ? file : `${file}.${number - 1}`, `${file}.${number}`).catch(ignoreMissing);
  }

  async function drain(): Promise<void> {
    while (waiting !== '') {
      const text = waiting;
      waiting = '';
      try {
        await rotate(text);
        await appendFile(file, text, { mode: 0o600 });
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) onError(error instanceof Error ? error : new Error(String(error)));
        hasFailed = true;
      }
    }
    writing = undefined;
  }

  return {
    write(text) {
      if (waiting.length + text.length > maxWaiting) return;
      waiting += text;
      writing ??= drain();
    },
    written: async () => writing,
  };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

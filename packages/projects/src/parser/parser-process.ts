import type { Serializable } from 'node:child_process';
import { z } from 'zod';
import { decodeText } from '../decode-text.ts';
import { parseFile } from '../parse-file.ts';
import { type ParsedFile, type ParserRequest, unreadable } from './parsed-file.ts';

const maxErrorLength = 500;

// Signals to the process group are for the parent, which terminates this process itself.
process.on('SIGINT', () => {}).on('SIGTERM', () => {});
process.on('message', (request: ParserRequest) => send(parse(request)));
send('ready');

function parse({ bytes, ...file }: ParserRequest): ParsedFile {
  try {
    return { ...parseFile(file, decodeText(bytes)), isReadable: true };
  } catch (error) {
    return unreadable(messageOf(error).slice(0, maxErrorLength));
  }
}

const messageOf = (error: unknown) => (error instanceof z.ZodError ? z.prettifyError(error) : String(error));

function send(message: Serializable): void {
  process.send?.(message);
}

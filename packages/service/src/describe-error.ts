import { inspect } from 'node:util';
import { ConfigError } from '@hubtwin/config';
import { OperatorError } from './operator-error.ts';

/** What the operating system refuses, and what to do about it. */
const remedies: Record<string, string> = {
  EACCES: 'Give this user the right to it, or run in another folder.',
  EPERM: 'Give this user the right to it, or run in another folder.',
  EROFS: 'Run in a folder that can be written to.',
  EEXIST: 'Move it away.',
  ENOTDIR: 'Move away the file that is in place of a folder.',
  ENOSPC: 'Free some disk space.',
  EDQUOT: 'Free some disk space.',
  EMFILE: 'Raise the limit of open files (ulimit -n).',
};

/** An error as an operator reads it: a fault that can be fixed in plain words with its remedy, any other with its stack. */
export function describeError(error: unknown): string {
  if (error instanceof ConfigError || error instanceof OperatorError) return error.message;
  // What Node throws for a system call names that.
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const remedy = remedies[String(error.code)];
    if (remedy !== undefined) return `${error.message}. ${remedy}`;
  }
  return inspect(error);
}

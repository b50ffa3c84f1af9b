import { inspect } from 'node:util';
import { ConfigError } from '@hubtwin/config';
import { OperatorError } from './operator-error.ts';

/** Errors of the operating system, and their remedies. */
const remedies: Record<string, string> = {
  EACCES: 'Give this user the permission, or run in another folder.',
  EPERM: 'Give this user the permission, or run in another folder.',
  EROFS: 'Run in a writable folder.',
  EEXIST: 'Move it elsewhere.',
  ENOTDIR: 'Move the file that is in place of a folder elsewhere.',
  ENOSPC: 'Free some disk space.',
  EDQUOT: 'Free some disk space.',
  EMFILE: 'Raise the limit of open files (ulimit -n).',
};

/** Formats an error for an operator: with its remedy if it can be fixed, otherwise with its stack. */
export function describeError(error: unknown): string {
  if (error instanceof ConfigError || error instanceof OperatorError) return error.message;
  // Errors of system calls have `syscall`.
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const remedy = remedies[String(error.code)];
    if (remedy !== undefined) return `${error.message}. ${remedy}`;
  }
  return inspect(error);
}

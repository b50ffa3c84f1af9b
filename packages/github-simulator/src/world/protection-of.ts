import { matchesGlob } from 'node:path';
import type { BranchProtection, Repository } from './model.ts';

/** The rule that protects a branch: the one with its name, else the first whose pattern matches. */
export function protectionOf({ protections }: Repository, branch: string): BranchProtection | undefined {
  return protections.get(branch) ?? protections.values().find(({ name }) => matchesGlob(branch, name));
}

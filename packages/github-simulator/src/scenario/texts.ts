import type { CommitInput } from '../commands/new-commit.ts';
import type { Random } from '../world/random.ts';

const parts = [
  'checkout',
  'search',
  'login',
  'export',
  'invoice',
  'settings',
  'upload',
  'report',
  'cache',
  'import',
];
const troubles = [
  'fails on empty input',
  'is slow with many rows',
  'shows the wrong time zone',
  'loses its state after a reload',
  'times out behind a proxy',
  'needs a clearer error',
  'has no tests',
  'should remember the last choice',
];
const changes = [
  'Add retries to',
  'Simplify',
  'Cover with tests',
  'Speed up',
  'Fix a race in',
  'Document',
  'Log less in',
];
const remarks = [
  'I can reproduce this on the latest release.',
  'Looks good to me, one question inline.',
  'Could we split this in two?',
  'This also happens with an empty cart.',
  'Thanks! Will be in the next release.',
  'Let us wait for the numbers of this week.',
  'The same as we saw in March, see the runbook.',
];

export const issueTitle = (random: Random) => `The ${random.pick(parts)} ${random.pick(troubles)}`;

export const changeTitle = (random: Random) => `${random.pick(changes)} the ${random.pick(parts)}`;

export const remark = (random: Random) => random.pick(remarks);

export const issueBody = (random: Random) =>
  `### What happens\n\n${issueTitle(random)}.\n\n### What should happen\n\n${random.pick(remarks)}\n`;

export const branchName = (random: Random) => `${random.pick(parts)}-${random.hex(5)}`;

/** One to three commits on a few files. */
export function commitsOf(random: Random): CommitInput[] {
  return Array.from({ length: random.integer(1, 3) }, () => {
    const part = random.pick(parts);
    const message = `${random.pick(changes)} the ${part}`;
    const isPlanned = random.chance(0.2);
    return {
      message,
      modified: [`src/${part}.ts`, ...(isPlanned ? ['docs/plan.md'] : [])],
      ...(isPlanned && { files: { 'docs/plan.md': planUpTo(part) } }),
      added: random.chance(0.4) ? [`src/${part}.test.ts`] : [],
      removed: random.chance(0.1) ? [`src/legacy-${part}.ts`] : [],
    };
  });
}

/** A plan in which everything before a section is done. */
function planUpTo(part: string): string {
  const last = parts.indexOf(part);
  const tasks = parts.map((each, at) => `- [${at <= last ? 'x' : ' '}] The ${each}`);
  return `# Plan\n\n## First\n\n${tasks.slice(0, 5).join('\n')}\n\n## Then\n\n${tasks.slice(5).join('\n')}\n`;
}

import { z } from 'zod';

const state = z.enum(['success', 'failure', 'error', 'pending']);

/** What GitHub combines of the checks of a commit. */
export const commitState = z.object({
  sha: z.string(),
  state: state.nullable().describe('Null: the commit has no checks.'),
  total: z.int(),
  failing: z.int(),
  pending: z.int(),
  contexts: z
    .array(
      z.object({
        kind: z.enum(['check_run', 'status']),
        name: z.string().nullable().describe('Name of the check run, or context of the status.'),
        state: state.nullable(),
      }),
    )
    .describe('The last check run of each name, and the last status of each context.'),
});

export const commitStateExample: z.input<typeof commitState> = {
  sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
  state: 'pending',
  total: 2,
  failing: 0,
  pending: 1,
  contexts: [
    { kind: 'check_run', name: 'test', state: 'success' },
    { kind: 'status', name: 'ci/build', state: 'pending' },
  ],
};

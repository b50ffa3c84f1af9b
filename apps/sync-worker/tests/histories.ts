import fc from 'fast-check';

/** A delivery's event and payload. */
export interface Message {
  event: string;
  payload: Record<string, unknown>;
}

/** Few seconds, so that many states of an object fall into the same one. */
const second = fc.integer({ min: 0, max: 4 }).map((n) => `2026-01-01T00:00:0${n}Z`);
const repository = { id: 1, name: 'demo', full_name: 'octo/demo', updated_at: '2026-01-01T00:00:00Z' };
const word = fc.constantFrom('one', 'two', 'three');

const issueMessage = (id: number): fc.Arbitrary<Message> =>
  fc
    .record({
      action: fc.constantFrom('opened', 'edited', 'labeled', 'closed', 'reopened', 'deleted'),
      title: word,
      state: fc.constantFrom('open', 'closed'),
      comments: fc.nat({ max: 2 }),
      updated_at: second,
      // Some payloads lack a key that others have.
      body: fc.option(word, { nil: undefined }),
    })
    .map(({ action, ...issue }) => ({
      event: 'issues',
      payload: { action, repository, issue: { id, number: id, labels: [], ...issue } },
    }));

const pullMessage = (id: number): fc.Arbitrary<Message> =>
  fc
    .record({
      action: fc.constantFrom('opened', 'synchronize', 'closed', 'labeled'),
      title: word,
      commits: fc.nat({ max: 2 }),
      merged_at: fc.option(second, { nil: null, freq: 3 }),
      updated_at: second,
    })
    .map(({ action, ...pull }) => ({
      event: 'pull_request',
      payload: {
        action,
        repository,
        pull_request: { id, number: id, state: pull.merged_at === null ? 'open' : 'closed', ...pull },
      },
    }));

const runMessage = (id: number): fc.Arbitrary<Message> =>
  fc
    .record({
      status: fc.constantFrom('queued', 'in_progress', 'completed'),
      conclusion: fc.constantFrom('success', 'failure'),
      run_attempt: fc.integer({ min: 1, max: 3 }),
      updated_at: second,
    })
    .map(({ conclusion, ...run }) => ({
      event: 'workflow_run',
      payload: {
        action: run.status,
        repository,
        workflow_run: { id, ...run, conclusion: run.status === 'completed' ? conclusion : null },
      },
    }));

const jobMessage = (id: number): fc.Arbitrary<Message> =>
  fc
    .record({
      status: fc.constantFrom('queued', 'waiting', 'in_progress', 'completed'),
      conclusion: fc.constantFrom('success', 'failure'),
      runner_name: fc.option(word, { nil: null }),
      started_at: second,
      completed_at: second,
    })
    .map(({ conclusion, completed_at, ...job }) => {
      const end =
        job.status === 'completed' ? { conclusion, completed_at } : { conclusion: null, completed_at: null };
      return {
        event: 'workflow_job',
        payload: { action: job.status, repository, workflow_job: { id, run_id: 1, ...job, ...end } },
      };
    });

/** The messages about one object, in chronological order. */
export function historyOf(id: number): fc.Arbitrary<Message[]> {
  const message = fc
    .constantFrom(issueMessage, pullMessage, runMessage, jobMessage)
    .chain((kind) => fc.array(kind(id), { minLength: 2, maxLength: 6 }));
  return message;
}

/** The messages about an issue, each a second later, and its last state. */
export function orderedHistoryOf(id: number) {
  const states = fc.array(fc.record({ title: word, state: fc.constantFrom('open', 'closed') }), {
    minLength: 1,
    maxLength: 5,
  });
  return fc.tuple(states, fc.constantFrom(false, false, true)).map(([issues, deleted]) => {
    const messages: Message[] = issues.map((issue, n) => ({
      event: 'issues',
      payload: {
        action: deleted && n === issues.length - 1 ? 'deleted' : 'edited',
        repository,
        issue: { id, number: id, ...issue, updated_at: `2026-01-01T00:00:0${n}Z` },
      },
    }));
    return { messages, last: { id, ...issues.at(-1), deleted } };
  });
}

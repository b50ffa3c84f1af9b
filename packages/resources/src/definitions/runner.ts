import { objectOf } from '../field.ts';
import { boolean, id, idOrNull, names, text } from '../field-kinds.ts';

/** The fields of a runner of a repository or an organisation. */
export const runnerFields = {
  id: id(23, { description: 'Unique within its repository or organisation only.' }),
  name: text('linux_runner'),
  os: text('linux'),
  status: text('online', {
    description: '`online` or `offline`; null for a runner that is known from jobs only.',
  }),
  busy: boolean(true),
  ephemeral: boolean(false, { description: 'Whether GitHub removes it after its first job.' }),
  labels: names(['self-hosted', 'Linux', 'X64']),
  runner_group_id: idOrNull(1),
  runner_group_name: text('Default'),
};

export const githubRunner = objectOf(runnerFields);

export const runnerChanges = ['name', 'status', 'busy', 'labels', 'runner_group_id'];

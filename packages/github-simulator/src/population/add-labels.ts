import { addLabel } from '../commands/labels.ts';
import type { Plot } from './plot.ts';

const kinds = ['area', 'priority', 'team', 'effort', 'status'];
const values = ['api', 'web', 'docs', 'storage', 'search', 'high', 'low', 'small', 'blocked', 'ready'];
const colours = ['0e8a16', '1d76db', 'b60205', 'fbca04', 'c5def5', '5319e7'];

/** Labels specific to the repository, such as `area: api`. */
export function addLabels({ world, repository, size }: Plot): void {
  for (let index = 0; index < size.labels; index++) {
    const kind = kinds[index % kinds.length];
    const value = values[Math.floor(index / kinds.length) % values.length];
    const round = Math.floor(index / (kinds.length * values.length));
    const name = `${kind}: ${value}${round === 0 ? '' : ` ${round + 1}`}`;
    addLabel(world, repository, { name, color: world.random.pick(colours) });
  }
}

import { branchesAt } from '../shapes/branches-at.ts';
import { commitStatusShape } from '../shapes/commit-status.ts';
import { statusCommitShape } from '../shapes/status-commit.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, type Scene } from '../world/lookup.ts';
import type { CommitStatus } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';

/** An integration states the result of its check of a branch's head; emits `status`. */
export function setCommitStatus(
  world: World,
  input: Scene & Pick<CommitStatus, 'context' | 'state'> & { branch?: string; description?: string },
): CommitStatus {
  const at = enter(world, input);
  const { repository, sender } = at;
  const { head } = findBranch(repository, input.branch ?? repository.defaultBranch);
  const id = world.nextId('status');
  const status: CommitStatus = {
    ...{ id, nodeId: nodeId('SC', 0, repository.id, id), commit: head },
    ...{ context: input.context, state: input.state, description: input.description ?? null },
    ...{ targetUrl: `https://ci.example/builds/${id}`, creator: sender, createdAt: world.time.now() },
  };
  repository.statuses.set(id, status);
  const { creator: _, url: __, node_id: ___, ...shape } = commitStatusShape(world.host, repository, status);
  const around = surroundings(world, at);
  world.emit('status', {
    ...shape,
    sha: head.sha,
    name: around.repository.full_name,
    commit: statusCommitShape(world.host, repository, head),
    branches: branchesAt(world.host, repository, head),
    ...around,
  });
  return status;
}

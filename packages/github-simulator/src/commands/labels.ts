import { issueShape } from '../shapes/issue.ts';
import { labelShape } from '../shapes/label.ts';
import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findConversation, found, type Place, requireThat, type Scene } from '../world/lookup.ts';
import type { Issue, Label, PullRequest, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import type { NumberedScene } from './conversations.ts';

export interface LabelInput {
  name: string;
  /** Six hex digits without the `#`. */
  color: string;
  description?: string | null;
}

/** Adds a label, without events. */
export function addLabel(world: World, repository: Repository, input: LabelInput, isDefault = false): Label {
  const id = world.nextId('label');
  const label: Label = {
    id,
    nodeId: nodeId('LA', 0, repository.id, id),
    name: input.name,
    color: input.color,
    description: input.description ?? null,
    default: isDefault,
    createdAt: repository.createdAt,
    updatedAt: repository.createdAt,
  };
  repository.labels.set(label.name, label);
  return label;
}

/** Emits `label` created. */
export function createLabel(world: World, input: Scene & LabelInput): Label {
  const { repository, sender } = enter(world, input);
  requireThat(!repository.labels.has(input.name), `label ${input.name} exists`);
  const label = addLabel(world, repository, input);
  label.createdAt = world.time.now();
  label.updatedAt = label.createdAt;
  world.emit('label', {
    action: 'created',
    label: labelShape(world.host, repository, label),
    ...surroundings(world, { repository, sender }),
  });
  return label;
}

/** Emits `label` edited with the old values; issues with the label change without an event. */
export function editLabel(
  world: World,
  input: Scene & { name: string; newName?: string; color?: string; description?: string },
): Label {
  const { repository, sender } = enter(world, input);
  const label = found(repository.labels.get(input.name), `label ${input.name}`);
  const { newName = label.name, color = label.color, description = label.description } = input;
  requireThat(newName === label.name || !repository.labels.has(newName), `label ${newName} exists`);
  const changes = {
    ...(newName !== label.name && { name: { from: label.name } }),
    ...(color !== label.color && { color: { from: label.color } }),
    ...(description !== label.description && { description: { from: label.description ?? '' } }),
  };
  repository.labels.delete(label.name);
  Object.assign(label, { name: newName, color, description, updatedAt: world.time.now() });
  repository.labels.set(label.name, label);
  world.emit('label', {
    action: 'edited',
    label: labelShape(world.host, repository, label),
    changes,
    ...surroundings(world, { repository, sender }),
  });
  return label;
}

/** Emits `label` deleted only; it is removed from issues and pull requests without events. */
export function deleteLabel(world: World, input: Scene & { name: string }): Label {
  const { repository, sender } = enter(world, input);
  const label = found(repository.labels.get(input.name), `label ${input.name}`);
  repository.labels.delete(label.name);
  for (const { labels } of [...repository.issues.values(), ...repository.pullRequests.values()]) {
    if (labels.includes(label)) labels.splice(labels.indexOf(label), 1);
  }
  world.emit('label', {
    action: 'deleted',
    label: labelShape(world.host, repository, label),
    ...surroundings(world, { repository, sender }),
  });
  return label;
}

/** Emits `issues` or `pull_request` labeled. */
export function labelIssue(world: World, input: NumberedScene & { label: string }): Issue {
  const { repository, sender } = enter(world, input);
  const conversation = findConversation(repository, input.number);
  const label = found(repository.labels.get(input.label), `label ${input.label}`);
  requireThat(!conversation.labels.includes(label), `#${input.number} is labelled ${label.name}`);
  conversation.labels.push(label);
  conversation.updatedAt = world.time.now();
  announceLabel(world, { repository, sender }, conversation, 'labeled', label);
  return conversation;
}

/** Emits `issues` or `pull_request` unlabeled. */
export function unlabelIssue(world: World, input: NumberedScene & { label: string }): Issue {
  const { repository, sender } = enter(world, input);
  const conversation = findConversation(repository, input.number);
  const label = found(
    conversation.labels.find(({ name }) => name === input.label),
    `label ${input.label} on #${input.number}`,
  );
  conversation.labels.splice(conversation.labels.indexOf(label), 1);
  conversation.updatedAt = world.time.now();
  announceLabel(world, { repository, sender }, conversation, 'unlabeled', label);
  return conversation;
}

export function announceLabel(
  world: World,
  at: Place,
  conversation: Issue | PullRequest,
  action: 'labeled' | 'unlabeled',
  changed: Label,
): void {
  const label = labelShape(world.host, at.repository, changed);
  const around = surroundings(world, at);
  if ('pullRequestId' in conversation) {
    world.emit('pull_request', {
      action,
      number: conversation.number,
      pull_request: pullRequestShape(world.host, at.repository, conversation),
      label,
      ...around,
    });
  } else {
    world.emit('issues', {
      action,
      issue: issueShape(world.host, at.repository, conversation),
      label,
      ...around,
    });
  }
}

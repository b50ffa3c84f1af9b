import type { Label as LabelPayload } from '@octokit/webhooks-types';
import type { Host, Label, Repository } from '../world/model.ts';
import { repositoryUrl } from './repository-lite.ts';

export function labelShape(host: Host, repository: Repository, label: Label): LabelPayload {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${repositoryUrl(host, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.default,
    description: label.description,
  };
}

import type { components } from '@octokit/openapi-types';
import { labelShape } from '../../shapes/label.ts';
import type { Host, Label, Repository } from '../../world/model.ts';

export function restLabelShape(
  host: Host,
  repository: Repository,
  label: Label,
): components['schemas']['label'] {
  return labelShape(host, repository, label);
}

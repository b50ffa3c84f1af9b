import type { Team as TeamPayload } from '@octokit/webhooks-types';
import type { Host, Team } from '../world/model.ts';

/** A team in events, and most of it in lists. */
export const teamShape = (host: Host, team: Team): TeamPayload => ({
  ...simpleTeamShape(host, team),
  parent: team.parent && simpleTeamShape(host, team.parent),
});

/** A team as the parent of another one. */
export function simpleTeamShape(
  host: Host,
  { id, nodeId, organization, name, slug, description, privacy, notifies }: Team,
): NonNullable<TeamPayload['parent']> {
  const url = `${host.api}/organizations/${organization.id}/team/${id}`;
  return {
    name,
    id,
    node_id: nodeId,
    slug,
    description,
    privacy,
    notification_setting: notifies ? 'notifications_enabled' : 'notifications_disabled',
    url,
    html_url: `${host.html}/orgs/${organization.login}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    permission: 'pull',
  };
}

import { history, startSimulator } from '@hubtwin/github-simulator';
import { reviewThreadNodes } from '../src/definitions/review-thread-nodes.ts';
import type { JsonObject } from '../src/json-object.ts';

export interface KindOfObject {
  /** A key of `shapes`. */
  kind: string;
  object: JsonObject;
}

const repository = '/repos/demo-org/storefront';

/** Paths of lists by the kind of object in them, and the key of the list. */
const lists: readonly [kind: string, path: string, key?: string][] = [
  ['issue', `${repository}/issues?state=all&per_page=100`],
  ['comment', `${repository}/issues/comments?per_page=100`],
  ['review_comment', `${repository}/pulls/comments?per_page=100`],
  ['pull_request', `${repository}/pulls?state=all&per_page=100`],
  ['commit', `${repository}/commits?per_page=100`],
  ['branch', `${repository}/branches`],
  ['tag', `${repository}/tags`],
  ['label', `${repository}/labels`],
  ['milestone', `${repository}/milestones?state=all`],
  ['release', `${repository}/releases`],
  ['contributor', `${repository}/contributors?anon=true`],
  ['workflow', `${repository}/actions/workflows`, 'workflows'],
  ['workflow_run', `${repository}/actions/runs?per_page=100`, 'workflow_runs'],
  ['runner', '/orgs/demo-org/actions/runners', 'runners'],
  ['repository', '/orgs/demo-org/repos'],
];

/** What a simulated Enterprise Server delivers and answers. */
export async function simulatedObjects(): Promise<{ objects: KindOfObject[]; url: string }> {
  await using server = await startSimulator({ seed: 5, port: 0, scenario: 'quiet', isEnterprise: true });
  const delivered = [...history(server.simulator)].flat().flatMap(({ body }) => {
    const payload: JsonObject = JSON.parse(body);
    return Object.entries(payload).map(([kind, object]) => ({ kind, object: Object(object) }));
  });
  const { commands, world } = server.simulator;
  const storefront = [...world.repositories.values()].find(({ name }) => name === 'storefront');
  const [number = 0] = storefront?.pullRequests.keys() ?? [];
  const scene = { repository: 'storefront', by: 'ada-okafor' };
  const { id } = commands.commentOnLine({ ...scene, number, path: 'a', line: 1, body: 'Here' }).value;
  commands.replyToReviewComment({ ...scene, comment: id, body: 'There' });
  commands.setCommitStatus({ ...scene, context: 'ci', state: 'success' });
  const token = server.rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const get = async (path: string): Promise<JsonObject> => {
    const response = await fetch(`${server.url}/api/v3${path}`, {
      headers: { authorization: `token ${token}` },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return Object(await response.json());
  };
  const listed: KindOfObject[] = [];
  for (const [kind, path, key] of lists) {
    const answer = await get(path);
    for (const object of Object.values(Object(key === undefined ? answer : answer[key])))
      listed.push({ kind, object: Object(object) });
  }
  for (const object of Object.values(await get(`${repository}/pulls/${number}/reviews`)))
    listed.push({ kind: 'review', object: Object(object) });
  const { name, fields, toListed } = reviewThreadNodes;
  const found = await fetch(`${server.url}/api/graphql`, {
    method: 'POST',
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `{ repository(owner: "demo-org", name: "storefront") {
        pullRequest(number: ${number}) { ${name}(first: 20) { nodes { ${fields} } } } } }`,
    }),
  });
  const { data } = Object(await found.json());
  const repositoryUrl = `${server.url}/api/v3${repository}`;
  for (const node of data.repository.pullRequest[name].nodes)
    listed.push({ kind: 'review_thread', object: Object(toListed(node, { number, repositoryUrl }, 0)) });
  const one = (kind: string) => Object(listed.find((each) => each.kind === kind)?.object);
  const singles = [
    ['pull_request', `${repository}/pulls/${one('pull_request').number}`],
    ['commit', `${repository}/commits/${one('commit').sha}`],
    ['branch', `${repository}/branches/main`],
    ['repository', repository],
  ] as const;
  for (const [kind, path] of singles) listed.push({ kind, object: await get(path) });
  for (const object of Object.values(await get(`${repository}/commits/main/statuses`)))
    listed.push({
      kind: 'status',
      object: { ...Object(object), sha: `${Object(object).url}`.split('/').at(-1) },
    });
  const jobs = await get(`${repository}/actions/runs/${one('workflow_run').id}/jobs`);
  for (const object of Object.values(Object(jobs.jobs)))
    listed.push({ kind: 'workflow_job', object: Object(object) });
  return { objects: [...delivered, ...listed], url: server.url };
}

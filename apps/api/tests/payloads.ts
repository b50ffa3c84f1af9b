type Json = Record<string, unknown>;

const at = '2026-03-01T12:00:00Z';
const sha = (seed: number) => seed.toString(16).padStart(40, '0');
const user = { id: 7, login: 'octocat', type: 'User' };

export interface Repo {
  id: number;
  fullName: string;
}

function repository({ id, fullName }: Repo): Json {
  const [owner, name] = fullName.split('/');
  return {
    id,
    node_id: `R_${id}`,
    name,
    full_name: fullName,
    owner: { id: 900, login: owner, type: 'Organization' },
    private: false,
    visibility: 'public',
    license: { spdx_id: 'Apache-2.0' },
    default_branch: 'main',
    topics: ['bugs'],
    html_url: `https://github.com/${fullName}`,
    created_at: at,
    updated_at: at,
    pushed_at: at,
  };
}

/** A delivery as GitHub would send it: the name of the event and its payload. */
export interface Delivery {
  event: string;
  payload: Json;
}

export const issueOf = (
  repo: Repo,
  issue: { id: number; number: number } & Json,
  action = 'opened',
): Delivery => ({
  event: 'issues',
  payload: {
    action,
    issue: {
      title: 'Found a bug',
      state: 'open',
      user,
      assignees: [user],
      labels: [{ id: 51, name: 'bug', color: 'f29513', default: true }],
      milestone: { number: 3 },
      created_at: at,
      updated_at: at,
      ...issue,
    },
    repository: repository(repo),
  },
});

export const commentOf = (repo: Repo, number: number, comment: { id: number } & Json): Delivery => ({
  event: 'issue_comment',
  payload: {
    action: 'created',
    issue: {
      id: 36 + number,
      number,
      title: 'Found a bug',
      state: 'open',
      user,
      created_at: at,
      updated_at: at,
    },
    comment: {
      issue_url: `https://api.github.com/repos/${repo.fullName}/issues/${number}`,
      html_url: `https://github.com/${repo.fullName}/issues/${number}#issuecomment-${comment.id}`,
      user,
      author_association: 'OWNER',
      body: 'Me too',
      created_at: at,
      updated_at: at,
      ...comment,
    },
    repository: repository(repo),
  },
});

export const reviewCommentOf = (repo: Repo, number: number, comment: { id: number } & Json): Delivery => ({
  event: 'pull_request_review_comment',
  payload: {
    action: 'created',
    pull_request: pullOf(repo, { id: 35 + number, number }).payload.pull_request,
    comment: {
      pull_request_url: `https://api.github.com/repos/${repo.fullName}/pulls/${number}`,
      html_url: `https://github.com/${repo.fullName}/pull/${number}#discussion_r${comment.id}`,
      pull_request_review_id: 900 + number,
      user,
      author_association: 'OWNER',
      body: 'Why not?',
      path: 'src/main.ts',
      line: 12,
      side: 'RIGHT',
      commit_id: 'a'.repeat(40),
      created_at: at,
      updated_at: at,
      ...comment,
    },
    repository: repository(repo),
  },
});

export const threadOf = (repo: Repo, number: number, thread: { id: string; comment: number }): Delivery => ({
  event: 'pull_request_review_thread',
  payload: {
    action: 'resolved',
    pull_request: pullOf(repo, { id: 35 + number, number }).payload.pull_request,
    thread: {
      node_id: thread.id,
      comments: [{ id: thread.comment, path: 'src/main.ts', line: 12, side: 'RIGHT' }],
    },
    repository: repository(repo),
    sender: user,
  },
});

export const reviewOf = (repo: Repo, number: number, review: { id: number } & Json): Delivery => ({
  event: 'pull_request_review',
  payload: {
    action: 'submitted',
    pull_request: pullOf(repo, { id: 35 + number, number }).payload.pull_request,
    review: {
      pull_request_url: `https://api.github.com/repos/${repo.fullName}/pulls/${number}`,
      html_url: `https://github.com/${repo.fullName}/pull/${number}#pullrequestreview-${review.id}`,
      user,
      author_association: 'OWNER',
      body: null,
      state: 'approved',
      commit_id: 'a'.repeat(40),
      submitted_at: at,
      ...review,
    },
    repository: repository(repo),
  },
});

/** A check of a commit by an App. */
export const checkRunOf = (repo: Repo, id: number, sha: string): Delivery => ({
  event: 'check_run',
  payload: {
    action: 'completed',
    check_run: {
      ...{ id, name: 'coverage', head_sha: sha, status: 'completed', conclusion: 'success' },
      ...{ app: { id: 9, slug: 'octoapp', name: 'Octoapp' }, started_at: at, completed_at: at },
      output: { title: 'All lines', summary: null },
      check_suite: {
        ...{ id: id + 1, head_branch: 'main', head_sha: sha, status: 'completed', conclusion: 'success' },
        ...{ app: { id: 9, slug: 'octoapp', name: 'Octoapp' }, created_at: at, updated_at: at },
      },
    },
    repository: repository(repo),
  },
});

export const statusOf = (repo: Repo, id: number, sha: string): Delivery => ({
  event: 'status',
  payload: {
    ...{ id, sha, context: 'ci', state: 'success', description: null, target_url: null },
    ...{ commit: { sha, url: `https://api.github.com/repos/${repo.fullName}/commits/${sha}` }, branches: [] },
    ...{ created_at: at, updated_at: at, sender: user, repository: repository(repo) },
  },
});

export const deploymentStatusOf = (repo: Repo, id: number, deployment: number, sha: string): Delivery => ({
  event: 'deployment_status',
  payload: {
    action: 'created',
    deployment: {
      ...{ id: deployment, sha, ref: 'main', task: 'deploy', environment: 'production', creator: user },
      ...{ created_at: at, updated_at: at },
    },
    deployment_status: {
      ...{ id, state: 'success', environment: 'production', creator: user, created_at: at, updated_at: at },
      deployment_url: `https://api.github.com/repos/${repo.fullName}/deployments/${deployment}`,
    },
    repository: repository(repo),
  },
});

export const pullOf = (repo: Repo, pull: { id: number; number: number } & Json): Delivery => ({
  event: 'pull_request',
  payload: {
    action: 'opened',
    pull_request: {
      title: 'Mend it',
      state: 'open',
      user,
      merged: false,
      head: { ref: 'mend', sha: sha(1) },
      base: { ref: 'main', sha: sha(2) },
      created_at: at,
      updated_at: at,
      ...pull,
    },
    repository: repository(repo),
  },
});

export const pushOf = (repo: Repo, branch: string, seed: number): Delivery => {
  const person = { name: 'Octo', email: 'octo@example.com', username: 'octocat' };
  const commit = {
    id: sha(seed),
    tree_id: sha(0),
    message: `commit ${seed}`,
    timestamp: at,
    url: 'https://github.com/',
    author: person,
    committer: person,
    added: ['a.txt'],
    removed: [],
    modified: [],
  };
  return {
    event: 'push',
    payload: {
      ref: `refs/heads/${branch}`,
      before: sha(0),
      after: commit.id,
      deleted: false,
      commits: [commit],
      head_commit: commit,
      repository: { ...repository(repo), pushed_at: 1_772_366_400 + seed },
    },
  };
};

export const tagOf = (repo: Repo, tag: string, seed: number): Delivery => {
  const { event, payload } = pushOf(repo, 'main', seed);
  return { event, payload: { ...payload, ref: `refs/tags/${tag}`, commits: [] } };
};

export const labelOf = (repo: Repo, id: number, name: string): Delivery => ({
  event: 'label',
  payload: {
    action: 'created',
    label: { id, name, color: 'ffffff', default: false },
    repository: repository(repo),
  },
});

export const milestoneOf = (repo: Repo, milestone: { id: number; number: number } & Json): Delivery => ({
  event: 'milestone',
  payload: {
    action: 'created',
    milestone: { title: 'v1', state: 'open', creator: user, open_issues: 1, updated_at: at, ...milestone },
    repository: repository(repo),
  },
});

export const releaseOf = (repo: Repo, release: { id: number } & Json): Delivery => ({
  event: 'release',
  payload: {
    action: 'published',
    release: {
      tag_name: `v${release.id}`,
      draft: false,
      author: user,
      created_at: at,
      published_at: at,
      ...release,
    },
    repository: repository(repo),
  },
});

export const runOf = (repo: Repo, run: { id: number } & Json): Delivery => ({
  event: 'workflow_run',
  payload: {
    action: 'completed',
    workflow_run: {
      name: 'Build',
      status: 'completed',
      conclusion: 'success',
      run_number: 1,
      run_attempt: 1,
      head_branch: 'main',
      head_sha: sha(1),
      actor: user,
      created_at: at,
      updated_at: at,
      ...run,
    },
    workflow: { id: run.id + 1_000, name: 'Build', path: 'build.yml', state: 'active', updated_at: at },
    repository: repository(repo),
  },
});

export const teamOf = (organization: string, team: { id: number; slug: string }): Delivery => ({
  event: 'team',
  payload: {
    action: 'created',
    team: {
      name: team.slug,
      description: null,
      privacy: 'closed',
      permission: 'pull',
      parent: null,
      ...team,
    },
    organization: { id: 900, login: organization },
  },
});

/** Adds the user to a team. */
export const membershipOf = (organization: string, team: { id: number; slug: string }): Delivery => ({
  event: 'membership',
  payload: {
    action: 'added',
    scope: 'team',
    member: user,
    team,
    organization: { id: 900, login: organization },
  },
});

/** Adds the user to an organisation. */
export const organizationMemberOf = (organization: string): Delivery => ({
  event: 'organization',
  payload: {
    action: 'member_added',
    membership: { role: 'admin', state: 'active', user },
    organization: { id: 900, login: organization },
  },
});

/** Makes the user a collaborator. */
export const collaboratorOf = (repo: Repo): Delivery => ({
  event: 'member',
  payload: {
    action: 'added',
    member: user,
    changes: { role_name: { to: 'write' } },
    repository: repository(repo),
  },
});

export const jobOf = (repo: Repo, id: number, runId: number): Delivery => ({
  event: 'workflow_job',
  payload: {
    action: 'completed',
    workflow_job: {
      id,
      run_id: runId,
      name: 'Test',
      status: 'completed',
      labels: ['linux'],
      steps: [{ name: 'Set up job', status: 'completed', conclusion: 'success', number: 1, started_at: at }],
      completed_at: at,
      runner_id: id + 100,
      runner_name: 'build-01',
      runner_group_id: 1,
      runner_group_name: 'Default',
    },
    repository: repository(repo),
  },
});

export const renamedFrom = (repo: Repo, oldName: string): Delivery => ({
  event: 'repository',
  payload: {
    action: 'renamed',
    repository: { ...repository(repo), updated_at: '2026-03-02T12:00:00Z' },
    changes: { repository: { name: { from: oldName } } },
  },
});

export const deletionOf = (repo: Repo): Delivery => ({
  event: 'repository',
  payload: { action: 'deleted', repository: { ...repository(repo), updated_at: '2026-03-03T12:00:00Z' } },
});

export const installationOf = (id: number, repos: Repo[]): Delivery => ({
  event: 'installation',
  payload: {
    action: 'created',
    installation: {
      id,
      account: { id: 900, login: 'octo-org', type: 'Organization' },
      app_id: 5,
      permissions: { issues: 'read' },
      events: ['issues'],
      updated_at: at,
    },
    repositories: repos.map(repository),
  },
});

export const commitSha = sha;

import type { Simulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import { findRepository } from '../world/lookup.ts';
import type { Repository } from '../world/model.ts';
import { people } from './demo-organisation.ts';
import { setStage } from './stage.ts';
import { branchName, changeTitle, commitsOf, issueBody, issueTitle, remark } from './texts.ts';

const minute = 60_000;
const daysBack = 3;

/**
 * Generates the history of the last three days: the App is pinged and installed, and every kind of object is created in
 * each repository. Simulated time runs from three days ago to now.
 */
export function* history(simulator: Simulator): Generator<Delivery[]> {
  const { commands, world, shiftTime } = simulator;
  let distance = -daysBack * 24 * 60 * minute;
  const pass = (minutes: number) => {
    distance = Math.min(0, distance + minutes * minute);
    shiftTime(distance);
  };
  pass(0);
  registerRunners(simulator);
  yield commands.ping().deliveries;
  yield commands.install({ by: world.random.pick(setStage(simulator).members) }).deliveries;

  let generators = setStage(simulator).repositories.map((repository) =>
    repositoryHistory(simulator, repository, pass),
  );
  while (generators.length > 0) {
    const active = generators
      .map((generator) => ({ generator, step: generator.next() }))
      .filter(({ step }) => !step.done);
    for (const { step } of active) if (step.value) yield step.value;
    generators = active.map(({ generator }) => generator);
  }
  shiftTime(0);
  yield createTeams(simulator);
}

/** Creates the teams of the organisation, one below another, and adds its members to them. */
function createTeams({ commands }: Simulator): Delivery[] {
  const members = people.filter(({ association }) => association === 'MEMBER').map(({ login }) => login);
  const [by = ''] = members;
  const create = (name: string, parent?: string) =>
    commands.createTeam({ name, by, ...(parent !== undefined && { parent }) });
  const teams = [create('Engineering'), create('Platform', 'engineering'), create('Shop', 'engineering')];
  const joined = members.map((member, index) =>
    commands.addTeamMember({
      ...{ team: index === 0 ? 'engineering' : index % 2 === 0 ? 'platform' : 'shop', member, by },
      role: index < 2 ? 'maintainer' : 'member',
    }),
  );
  return [...teams, ...joined].flatMap(({ deliveries }) => deliveries);
}

/** Registers runners for the organisation, with the labels of its deployments, and for one repository. */
function registerRunners({ commands, world }: Simulator): void {
  for (const name of ['build-01', 'build-02']) commands.registerRunner({ name });
  const forecast = world.repositories.values().find(({ name }) => name === 'forecast');
  if (forecast !== undefined)
    commands.registerRunner({ repository: forecast.name, name: 'gpu-01', labels: ['Linux', 'X64', 'gpu'] });
}

function* repositoryHistory(
  simulator: Simulator,
  { name: repository, workflows }: Repository,
  pass: (minutes: number) => void,
): Generator<Delivery[], undefined> {
  const { commands, world } = simulator;
  const { random } = world;
  const { members, everyone } = setStage(simulator);
  const member = () => ({ repository, by: random.pick(members) });
  const anyone = () => ({ repository, by: random.pick(everyone) });
  const wait = () => pass(random.integer(20, 100));

  yield commands.createLabel({ ...member(), name: 'needs triage', color: 'fbca04' }).deliveries;
  const numbers: number[] = [];
  for (let count = 0; count < 3; count++) {
    wait();
    const labels = random.sample(['bug', 'enhancement', 'needs triage'], 1);
    const opened = commands.openIssue({
      ...anyone(),
      title: issueTitle(random),
      body: issueBody(random),
      labels,
    });
    numbers.push(opened.value.number);
    yield opened.deliveries;
  }
  const [discussed = 1, solved = 2] = numbers;
  yield commands.commentOnIssue({ ...anyone(), number: discussed, body: remark(random) }).deliveries;

  wait();
  yield commands.push({ ...member(), branch: 'main', commits: commitsOf(random) }).deliveries;
  yield* finishRuns(simulator, repository, pass);

  for (const closes of [solved, discussed]) {
    wait();
    const scene = member();
    const head = branchName(random);
    const created = commands.createBranch({ ...scene, branch: head, commits: commitsOf(random) });
    const opened = commands.openPullRequest({ ...scene, head, title: changeTitle(random), closes });
    yield [...created.deliveries, ...opened.deliveries];
    if (closes !== solved) continue;
    yield* finishRuns(simulator, repository, pass);
    wait();
    yield commands.mergePullRequest({ ...member(), number: opened.value.number, deletesBranch: true })
      .deliveries;
    yield* finishRuns(simulator, repository, pass);
  }

  wait();
  yield commands.star(anyone()).deliveries;
  if (workflows.length > 1) yield commands.publishRelease({ ...member(), tag: 'v1.0.0' }).deliveries;
  yield* finishRuns(simulator, repository, pass);
}

function* finishRuns(
  { commands, world }: Simulator,
  repository: string,
  pass: (minutes: number) => void,
): Generator<Delivery[], undefined> {
  const runs = [...findRepository(world, repository).runs.values()];
  for (const run of runs.filter(({ status }) => status !== 'completed')) {
    while (run.status !== 'completed') {
      pass(world.random.integer(1, 4) / 2);
      yield commands.progressWorkflowRun({ repository, by: run.actor.login, run: run.id }).deliveries;
    }
  }
}

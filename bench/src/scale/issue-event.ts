import { samplePayload } from '../ingest/sample-payload.ts';

const repositories = 200;
const people = 50;

/** The payload of an event about a unique issue, in one of many repositories of an organisation. */
export function issueEvent(n: number): Buffer {
  const { issue, repository, ...event } = JSON.parse(samplePayload(n).toString('utf8'));
  const name = `service-${n % repositories}`;
  const person = { ...issue.user, id: 1_000 + (n % people), login: `person-${n % people}` };
  return Buffer.from(
    JSON.stringify({
      ...event,
      issue: { ...issue, user: person },
      repository: { ...repository, id: 1 + (n % repositories), name, full_name: `octo/${name}` },
    }),
  );
}

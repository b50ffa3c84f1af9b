// A simulated GitHub in its own process, with a population in addition to the demo's repositories.
import { populateOrganisation, startSimulator } from '@hubtwin/github-simulator';

const [population = '{}'] = process.argv.slice(2);
const { simulator, port, controlToken } = await startSimulator({ seed: 1, port: 0, scenario: 'quiet' });
populateOrganisation(simulator, JSON.parse(population));
process.send?.({ port, controlToken });
process.once('disconnect', () => process.exit(0));

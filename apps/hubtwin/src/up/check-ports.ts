import { once } from 'node:events';
import { createServer } from 'node:net';
import { OperatorError } from '@hubtwin/service';

export interface WantedPort {
  /** The variable that sets it. Absent: there is none, and if the port is in use, another one is chosen. */
  variable?: string;
  /** 0: any free port. */
  port: number;
  /** Whether others receive the port before anything listens, so that it cannot be any free one. */
  isNamed?: boolean;
  /** The server that listens there, if the variable does not name it: `the metrics of api`. */
  use?: string;
}

const highest = 65_535;

/**
 * Checks all ports before anything starts.
 *
 * @throws OperatorError naming every port that is used twice, does not exist, or cannot be listened on, and the
 * variable that sets it.
 */
export async function checkPorts(wanted: readonly WantedPort[], host: string): Promise<void> {
  const ports = wanted.filter(({ port }) => port !== 0);
  const faults = ports.flatMap((entry, at) => {
    const first = ports.slice(0, at).find(({ port }) => port === entry.port);
    if (first === undefined) return [];
    const variables = [first, entry].flatMap(({ variable }) => variable ?? []);
    const fix = variables.length === 1 ? variables[0] : 'one of them';
    return [
      `Port ${entry.port} is configured for ${nameOf(first)} and for ${nameOf(entry)}. Set ${fix} to another port.`,
    ];
  });
  for (const entry of wanted.filter(({ port, isNamed = false }) => port === 0 && isNamed)) {
    faults.push(
      `${nameOf(entry)} is 0, but others have to know the port. Set it to a port from 1 to ${highest}.`,
    );
  }
  for (const { port, ...entry } of ports.filter(({ variable }) => variable !== undefined)) {
    const reason = port > highest ? 'does not exist. Set' : await whyNot(port, host);
    if (reason !== null) faults.push(`Port ${port} ${reason} ${nameOf({ port, ...entry })} to a free port.`);
  }
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
}

function nameOf({ variable, use }: WantedPort): string | undefined {
  if (variable === undefined) return use;
  return use === undefined ? variable : `${variable} (for ${use})`;
}

/** Null if it is free; else the start of a sentence that ends with the variable to set. */
async function whyNot(port: number, host: string): Promise<string | null> {
  const probe = createServer();
  const listening = once(probe, 'listening');
  probe.listen(port, host);
  try {
    await listening;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') return 'is in use. Stop the program that uses it, or set';
    if (code === 'EACCES') return 'is for privileged users. Run as one, or set';
    if (code === 'EADDRNOTAVAIL')
      return `cannot be listened on: LISTEN_HOST ${host} is not an address of this machine. Correct that, or set`;
    return `cannot be listened on: ${error instanceof Error ? error.message : error}. Set`;
  }
  probe.close();
  await once(probe, 'close');
  return null;
}

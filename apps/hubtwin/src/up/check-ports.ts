import { once } from 'node:events';
import { createServer } from 'node:net';
import { PortTakenError } from '@hubtwin/service';

/** @throws PortTakenError naming every port that is in use, and the variable that moves it. */
export async function checkPorts(
  ports: readonly { variable: string; port: number }[],
  host: string,
): Promise<void> {
  const taken: string[] = [];
  for (const { variable, port } of ports) {
    if (port !== 0 && !(await isFree(port, host))) {
      taken.push(`Port ${port} is in use. Stop what uses it, or set ${variable} to a free port.`);
    }
  }
  if (taken.length > 0) throw new PortTakenError(taken.join('\n'));
}

async function isFree(port: number, host: string): Promise<boolean> {
  const probe = createServer();
  const listening = once(probe, 'listening');
  probe.listen(port, host);
  try {
    await listening;
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}

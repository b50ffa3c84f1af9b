import { readdirSync, readFileSync } from 'node:fs';

/** The unit of times in `/proc` on Linux. */
const ticksPerSecond = 100;

/**
 * The average number of cores that this process and its descendants used, from now until the returned function is
 * called; excludes other processes of the machine. On Linux only.
 */
export function countBusyCores(): () => number {
  const started = performance.now();
  const before = readTicks();
  return () => (readTicks() - before) / ticksPerSecond / ((performance.now() - started) / 1_000);
}

function readTicks(): number {
  const children = Map.groupBy(readProcesses(), ({ parent }) => parent);
  const ticksBelow = (pid: number): number =>
    (children.get(pid) ?? []).reduce((sum, child) => sum + child.ticks + ticksBelow(child.pid), 0);
  const { user, system } = process.cpuUsage();
  return ticksBelow(process.pid) + ((user + system) / 1_000_000) * ticksPerSecond;
}

/** Their times include those of their children that have ended. */
function readProcesses(): { pid: number; parent: number; ticks: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // After the name, which may contain spaces: the state, the parent, and from the twelfth field on the times.
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0);
        return [{ pid: Number(name), parent: fields[1] ?? 0, ticks }];
      } catch {
        // It has ended.
        return [];
      }
    });
}

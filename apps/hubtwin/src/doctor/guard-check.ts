import { type Check, failed } from './check.ts';

/** Runs a check; if it throws, this is a failed check with a remedy, and no other is affected. */
export async function guardCheck(
  name: string,
  work: () => Promise<Check | Check[]> | Check[],
): Promise<Check[]> {
  try {
    return [await work()].flat();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return [
      failed(
        name,
        `It could not be checked: ${reason}`,
        'Fix the other problems first; if it still fails, report it with this line.',
      ),
    ];
  }
}

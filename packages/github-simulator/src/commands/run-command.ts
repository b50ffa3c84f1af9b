import { found } from '../world/lookup.ts';
import type { Commands, Outcome } from './create-commands.ts';

/**
 * Runs a command that is known by name only. Its input is typed for programs; whoever has it from elsewhere
 * hears from the command what does not fit.
 *
 * @throws SimulatorError `not_found` for a name that is no command's, and what the command throws.
 */
export function runCommand(commands: Commands, name: string, input: unknown): Outcome<unknown> {
  const command: unknown = Object.hasOwn(commands, name) ? Reflect.get(commands, name) : undefined;
  return found(isCommand(command) ? command : undefined, `command ${name}`)(input);
}

const isCommand = (value: unknown): value is (input: unknown) => Outcome<unknown> =>
  typeof value === 'function';

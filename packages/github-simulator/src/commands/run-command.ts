import { found } from '../world/lookup.ts';
import type { Commands, Outcome } from './create-commands.ts';

/**
 * Runs a command by its name. Its input is typed for programs; the command validates untyped input.
 *
 * @throws SimulatorError `not_found` for an unknown command, and errors of the command.
 */
export function runCommand(commands: Commands, name: string, input: unknown): Outcome<unknown> {
  const command: unknown = Object.hasOwn(commands, name) ? Reflect.get(commands, name) : undefined;
  return found(isCommand(command) ? command : undefined, `command ${name}`)(input);
}

const isCommand = (value: unknown): value is (input: unknown) => Outcome<unknown> =>
  typeof value === 'function';

import { HubtwinError } from './hubtwin-error.ts';
import { toProblem } from './to-problem.ts';

/** The error of an answer that is no success, whatever its body is. */
export async function toError(response: Response): Promise<HubtwinError> {
  return new HubtwinError(toProblem(response.status, parsed(await response.text())));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

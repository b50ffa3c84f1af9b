import type { components } from './api-types.generated.ts';

export type Problem = components['schemas']['Problem'];

/** The API answered with a problem document. */
export class HubtwinError extends Error {
  override readonly name = 'HubtwinError';
  /** Stable identifier of the problem, such as `not_found`. */
  readonly code: string;
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title}: ${problem.detail}`);
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
  }
}

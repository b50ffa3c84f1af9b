import { RestError } from './answer.ts';

/** The parameters of a request, which remember the ones that its route read. */
export class ReadParameters extends URLSearchParams {
  // Paging applies to every list, also to one whose page did not depend on it.
  readonly #read = new Set(['page', 'per_page', 'after']);

  override get(name: string): string | null {
    this.#read.add(name);
    return super.get(name);
  }

  override has(name: string, value?: string): boolean {
    this.#read.add(name);
    return super.has(name, value);
  }

  override getAll(name: string): string[] {
    this.#read.add(name);
    return super.getAll(name);
  }

  /** The names of those that the route read until now. */
  read(): string[] {
    return [...this.#read];
  }

  /** @throws RestError for a parameter that the route did not read: its answer would be the one without it. */
  requireAllRead(route: string): void {
    const other = [...new Set(this.keys())].find((name) => !this.#read.has(name));
    if (other === undefined) return;
    throw new RestError(501, `The simulator does not apply the parameter \`${other}\` of ${route}.`);
  }
}

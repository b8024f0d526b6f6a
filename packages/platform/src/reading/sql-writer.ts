/** Collects bound parameters while statement text is put together; nothing a caller sent is ever text. */
export class SqlWriter {
  readonly parameters: unknown[] = [];
  #aliases = 0;

  bind(value: unknown, cast: string): string {
    this.parameters.push(value);
    return `$${this.parameters.length}::${cast}`;
  }

  alias(): string {
    return `t${this.#aliases++}`;
  }
}

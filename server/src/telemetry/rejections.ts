/** Why one row was not accepted. Rows count from 1; the id is left out where it may not be shown. */
export type RowError = { row: number; id?: string; path: string; message: string; remedy?: string }

const shown = 100

/** Collects what is wrong with the rows of one post. Values of the rows are never repeated. */
export class Rejections {
  private readonly rows = new Set<number>()
  private readonly errors: RowError[] = []

  /** For a transaction that may have to start again. */
  copy(): Rejections {
    const copy = new Rejections()
    for (const error of this.errors) copy.add(error)
    return copy
  }

  add(error: RowError): void {
    this.rows.add(error.row)
    this.errors.push(error)
  }

  has(row: number): boolean {
    return this.rows.has(row)
  }

  /** The numbers of the rows that were not accepted. */
  numbers(): number[] {
    return [...this.rows]
  }

  get count(): number {
    return this.rows.size
  }

  /** The first hundred, in the order of the rows. */
  first(): RowError[] {
    return this.errors.sort((a, b) => a.row - b.row).slice(0, shown)
  }
}

import pg from 'pg'

/** How often a connection has sent a statement when it prepares it. */
const repeated = 5
/** Each prepared statement takes some tens of kilobytes of its PostgreSQL process. */
const mostPrepared = 100
/** Of statements seen, before counting starts anew. */
const mostCounted = 1000

/**
 * A connection that prepares the reads it repeats, as PostgreSQL's JDBC driver does: reading a
 * session or a page of a list costs the server less than parsing and planning its statement anew.
 * PostgreSQL itself goes on planning for the given values where that promises a cheaper plan.
 */
export class PreparingClient extends pg.Client {
  readonly #counts = new Map<string, number>()
  readonly #names = new Map<string, string>()
  #made = 0

  /** `never` stands for whichever of pg's answers belongs to the way it was asked. */
  override query(text: unknown, values?: unknown, callback?: unknown): never {
    const name =
      typeof text === 'string' && Array.isArray(values) && callback === undefined
        ? this.#nameOf(text)
        : undefined
    const ask = super.query.bind(this) as (...asked: unknown[]) => Promise<unknown>
    if (name === undefined) return ask(text, values, callback) as never
    return ask({ name, text, values }).catch((error: unknown) => {
      if (!isOutdated(error)) throw error
      this.#names.delete(String(text))
      // Within a transaction nothing more can be asked; whoever opened it tries it again.
      if (this.getTransactionStatus() !== 'I') throw error
      return ask(text, values)
    }) as never
  }

  #nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined || !isPlannedOnce(text)) return name
    if (this.#made >= mostPrepared) return undefined
    const count = (this.#counts.get(text) ?? 0) + 1
    if (count < repeated) {
      if (this.#counts.size >= mostCounted) this.#counts.clear()
      this.#counts.set(text, count)
      return undefined
    }
    this.#counts.delete(text)
    this.#made += 1
    const made = `read-${this.#made}`
    this.#names.set(text, made)
    return made
  }
}

/** How much a search or a list of values finds, and so the best way to it, differs each time. */
function isPlannedOnce(text: string): boolean {
  return text.startsWith('select ') && !/ ilike | @@ |any\(\$| in \(\$/.test(text)
}

/** A migration changed what the statement answers since it was prepared. */
export function isOutdated(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: unknown; routine?: unknown }
  return code === '0A000' && routine === 'RevalidateCachedQuery'
}

/** Something wrong with how the command was called, found before any server was asked. */
export class UsageError extends Error {
  readonly remedy: string | null

  constructor(message: string, remedy: string | null = null) {
    super(message)
    this.name = 'UsageError'
    this.remedy = remedy
  }
}

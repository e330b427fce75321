import { worseIntake } from '@primum/core/monitoring/intake-day'
import type { IntakeKind } from '@primum/core/monitoring/intake-day'

/** What became of one row of a post. */
export type ArrivedRow = {
  versionId: string | null
  /** milliseconds; null where the row does not say when it was made */
  predictedAt: number | null
  kind: IntakeKind
}

type Noted = ArrivedRow & { namesVersion: boolean }

/** Notes, row by row, what is wrong with a post of predictions; a row is under its worst fault. */
export class Intake {
  private readonly rows = new Map<number, Noted>()

  add(row: number, noted: Noted): void {
    const before = this.rows.get(row)
    const kind = before === undefined ? noted.kind : worseIntake(before.kind, noted.kind)
    this.rows.set(row, { ...(before ?? noted), kind })
  }

  /** The row cannot be stored, for a reason that says nothing of its inputs or its score. */
  refuse(row: number): void {
    this.add(row, { ...unreadable, kind: 'refused-otherwise' })
  }

  /**
   * The rows with these numbers; a row that nobody noted could not be read. One that names no version
   * is of that of the other rows, where they agree: senders post what one version made.
   */
  of(numbers: readonly number[]): ArrivedRow[] {
    const ids = new Set([...this.rows.values()].flatMap(({ versionId }) => versionId ?? []))
    const [only = null] = ids.size === 1 ? ids : []
    return numbers.map((number) => {
      const { namesVersion, versionId, predictedAt, kind } = this.rows.get(number) ?? unreadable
      return { versionId: namesVersion ? versionId : only, predictedAt, kind }
    })
  }
}

const unreadable: Noted = {
  ...{ versionId: null, namesVersion: false, predictedAt: null },
  kind: 'unreadable-row',
}

import { dueOn } from '@primum/core/duties/due-on'
import type { DutyRow } from './store.ts'

/** The columns of a day that a person says; null gives it back to the law. */
export function agreedDay(row: DutyRow, day: string | null | undefined) {
  if (day === undefined) return { due_on: row.due_on, due_agreed: row.due_agreed }
  if (day !== null) return { due_on: day, due_agreed: true }
  const arisen = row.arisen_at.toISOString().slice(0, 10)
  return { due_on: dueOn(row.effective, arisen), due_agreed: false }
}

import { useState } from 'react'
import { asProblem, useForm } from './use-form.ts'
import type { Form } from './use-form.ts'

type Revised<Values> = {
  form: Form<Values>
  /** somebody else wrote since the form began: one of both has to be chosen */
  overtaken: boolean
  /** go on with what was typed, on top of what is recorded now */
  keep: () => void
  /** take what is recorded now in place of what was typed */
  take: () => void
}

type Options<Kept extends { revision: number }, Values, Saved> = {
  /** as it is recorded now: it may become newer than what the form began with */
  record: Kept
  valuesOf: (record: Kept) => Values
  send: (values: Values, revision: number) => Promise<Saved>
  /** asks again for the record, after a conflict */
  reload: () => Promise<void>
  onSaved: (saved: Saved) => Promise<void>
}

/** A form on a record that others write too: nothing is overwritten unseen, nothing typed is lost. */
export function useRevisedForm<Kept extends { revision: number }, Values extends object, Saved>({
  record,
  valuesOf,
  send,
  reload,
  onSaved,
}: Options<Kept, Values, Saved>): Revised<Values> {
  const [seen, setSeen] = useState({ revision: record.revision, values: valuesOf(record) })
  // What the form does not ask may change beside it: then there is nothing to choose.
  const overtaken = record.revision > seen.revision && !isSame(valuesOf(record), seen.values)
  const revision = overtaken ? seen.revision : Math.max(record.revision, seen.revision)
  const form = useForm(valuesOf(record), async (values) => {
    const saved = await send(values, revision).catch(async (error: unknown) => {
      // What was recorded meanwhile is shown beside what was typed, which stays as it is.
      if (asProblem(error).code === 'conflict') await reload()
      throw error
    })
    setSeen({ revision: revision + 1, values })
    await onSaved(saved)
  })
  const settle = (values: Values) => {
    setSeen({ revision: record.revision, values: valuesOf(record) })
    form.reset(values)
  }
  return {
    form,
    overtaken,
    keep: () => settle(form.values),
    take: () => settle(valuesOf(record)),
  }
}

/** Words that differ by what the server cuts off at their ends are the same. */
function isSame(a: object, b: object): boolean {
  const trimmed = (_: string, value: unknown) => (typeof value === 'string' ? value.trim() : value)
  return JSON.stringify(a, trimmed) === JSON.stringify(b, trimmed)
}

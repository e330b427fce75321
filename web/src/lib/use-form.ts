import { ProblemError } from '@primum/client'
import { useState } from 'react'

export type Form<Values> = {
  values: Values
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void
  /** What is wrong with a field, in the server's words. */
  errorOf: (name: keyof Values & string) => string | undefined
  /** What went wrong as a whole. */
  problem: ProblemError | null
  busy: boolean
  submit: () => Promise<void>
  reset: (values: Values) => void
}

/** Holds a form's values, sends them once, and brings the server's field errors to the fields. */
export function useForm<Values extends object>(
  initial: Values,
  send: (values: Values, reset: (values: Values) => void) => Promise<unknown>,
): Form<Values> {
  const [values, setValues] = useState(initial)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const [busy, setBusy] = useState(false)
  const reset = (next: Values) => {
    setValues(next)
    setProblem(null)
  }
  return {
    values,
    set: (name, value) => setValues((before) => ({ ...before, [name]: value })),
    errorOf: (name) => fieldError(problem, name),
    problem,
    busy,
    submit: async () => {
      setBusy(true)
      setProblem(null)
      try {
        await send(values, reset)
      } catch (error) {
        setProblem(asProblem(error))
      } finally {
        setBusy(false)
      }
    },
    reset,
  }
}

export function fieldError(problem: ProblemError | null, name: string): string | undefined {
  const found = problem?.errors.find(({ path }) => path === name || path.startsWith(`${name}.`))
  if (found === undefined) return undefined
  return found.remedy === undefined ? found.message : `${found.message} ${found.remedy}`
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  return new ProblemError({ detail: error instanceof Error ? error.message : String(error) })
}

import { ProblemError } from '@primum/client'
import { t } from '../../lib/messages/messages.ts'
import { fieldError } from '../../lib/use-form.ts'

/** Why the server refused a field as it was sent; once it is changed, the refusal is out of date. */
export function fieldRefusal(
  problem: ProblemError | null,
  path: string,
  { sent, now }: { sent: unknown; now: unknown },
): string | undefined {
  const words = fieldError(problem, path)
  if (words === undefined || sent !== now) return undefined
  // Of a field left empty the schema's own words say less than that it is needed.
  return typeof now === 'string' && now.trim() === '' ? t('treatment.needed') : words
}

/** What is told at its field is not told again as a whole. */
export function wholeRefusal(problem: ProblemError | null): ProblemError | null {
  if (problem === null || problem.errors.length === 0) return problem
  const { code, status, title, reasons } = problem
  return new ProblemError({ code, status, title, reasons, detail: t('treatment.atFields') })
}

import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { readChoice, useUrlState } from '../../lib/url-state.ts'
import { attributesOf } from './report-values.ts'

/** By which attribute people are compared: one choice for everything below it, kept in the URL. */
export function useAttribute(report: EvaluationReport): [string, (next: string | null) => void] {
  const attributes = attributesOf(report)
  const [{ by }, change] = useUrlState((raw) => ({ by: readChoice(raw['by'], attributes) }))
  return [by ?? attributes[0] ?? '', (next) => change({ by: next })]
}

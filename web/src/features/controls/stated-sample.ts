import type { Schemas } from '@primum/client'
import { countSubjects, resultOf } from '@primum/core/controls/tested-subjects'
import type { TestResult } from './test-queries.ts'

/** One thing of the sample as it is being written down. */
export type StatedSubject = {
  key: number
  label: string
  judgement: 'yes' | 'no' | 'unknown'
  reason: string
}

const judged = { yes: true, no: false, unknown: null } as const

export function sentSample(
  sample: readonly StatedSubject[],
): Schemas['RunControlTestRequest']['sample'] {
  return sample.map(({ label, judgement, reason }) => ({ label, ok: judged[judgement], reason }))
}

/** Where a sample was taken the result follows from it; null where there is none. */
export function resultOfSample(sample: readonly StatedSubject[]): TestResult | null {
  if (sample.length === 0) return null
  return resultOf(countSubjects(sentSample(sample)), 'not-decidable')
}

import type { z } from 'zod'
import type { Provenance } from '../shared/provenance.ts'
import type { FrameworkFile, requirementSchema, ruleSchema } from './framework-schema.ts'

/** One thing that a framework asks for, says or groups, with its provenance filled in. */
export type Requirement = Omit<z.infer<typeof requirementSchema>, keyof Provenance> & Provenance

/** When requirements of a law apply. */
export type LawRule = Omit<z.infer<typeof ruleSchema>, keyof Provenance> & Provenance

export type Framework = Omit<FrameworkFile, 'requirements' | 'rules'> & {
  requirements: Requirement[]
  rules: LawRule[]
}

/** What is only recalled has been seen in no source: a lawyer has to confirm it. */
export function needsConfirmation(...statements: readonly Pick<Provenance, 'confidence'>[]) {
  return statements.some(({ confidence }) => confidence === 'recalled')
}

import type { Baseline } from '@primum/core/monitoring/baseline'
import type { z } from 'zod'
import { PrimumError } from '../errors.ts'
import type { FieldError } from '../errors.ts'
import type { registerVersionRequest } from '../features/versions/schemas.ts'

/**
 * Refuses a version that its baseline cannot be compared with: counts at a threshold are exact only
 * where the threshold is an edge of the baseline's bins, and what the baseline counts must arrive.
 */
export function requireBaselineFit(
  request: z.infer<typeof registerVersionRequest>,
  baseline: Baseline,
): void {
  const fields: FieldError[] = []
  const remedy = 'Register a baseline for this version.'
  for (const [path, values] of [
    ['threshold', [request.threshold]],
    ['extraThresholds', request.extraThresholds],
  ] as const) {
    const lacking = values.filter((value) => !baseline.thresholds.includes(value))
    if (lacking.length > 0) {
      const message = `The baseline was not made for ${lacking.join(', ')}.`
      fields.push({ path, message, remedy })
    }
  }
  for (const { name, kind } of baseline.features) {
    const declared = request.inputSchema.find((feature) => feature.name === name)
    if (declared?.kind === kind) continue
    const wrong = declared === undefined ? 'is not declared' : `is declared ${declared.kind}`
    const message = `${name}, ${kind} in the baseline, ${wrong}.`
    fields.push({ path: 'inputSchema', message, remedy: 'Declare it as the baseline has it.' })
  }
  const missing = baseline.groups.filter((group) => !request.groupAttributes.includes(group))
  if (missing.length > 0) {
    const message = `The baseline also counts by ${missing.join(', ')}.`
    fields.push({ path: 'groupAttributes', message, remedy: 'Declare these attributes too.' })
  }
  if (fields.length === 0) return
  const summary = fields.map(({ path, message }) => `${path}: ${message}`).join(' ')
  throw new PrimumError('invalid', summary, { fields })
}

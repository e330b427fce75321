import { countWords } from '../shared/count-words.ts'
import type { CardRegister } from './card-register.ts'

export function sentence(code: string): string {
  return code.charAt(0).toUpperCase() + words(code.slice(1))
}

/** `risk-stratification` as people read it. */
export function words(code: string): string {
  return code.replaceAll('-', ' ')
}

export function orNull(code: string | null): string | null {
  return code === null ? null : sentence(code)
}

export function list(items: readonly string[], before = ''): string | null {
  return items.length === 0 ? null : `${before}${items.join('; ')}`
}

export function inputWords(inputs: CardRegister['version']['inputs']): string | null {
  return list(inputs.map(({ name, unit }) => (unit === null ? name : `${name} (${unit})`)))
}

export function referenceWords(baseline: CardRegister['baseline']): string | null {
  if (baseline === null) return null
  const { rowCount, createdAt, groups, digest } = baseline
  const by = groups.length === 0 ? '' : `, by ${groups.join(', ')}`
  return `${countWords(rowCount)} rows${by}, registered on ${createdAt.slice(0, 10)}, SHA-256 ${digest}`
}

export function approvalWords(system: CardRegister['system']): string | null {
  const { fdaStatus, fdaNumber, euRole, euHighRisk } = system
  const known = (code: string | null) => (code === null || code === 'unknown' ? null : words(code))
  const fda = known(fdaStatus)
  const eu = known(euRole)
  const risk = euHighRisk === null ? '' : euHighRisk ? ', high risk' : ', not high risk'
  return list([
    ...(fda === null ? [] : [`FDA: ${fda}${fdaNumber === null ? '' : ` (${fdaNumber})`}`]),
    ...(eu === null ? [] : [`EU AI Act: ${eu}${risk}`]),
  ])
}

export function securityWords({ hostingLocation, usesPhi }: CardRegister['system']): string {
  const phi = usesPhi === null ? '' : `; uses ${usesPhi ? '' : 'no '}protected health information`
  return `Hosted: ${hostingLocation}${phi}`
}

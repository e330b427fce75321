import type { AiSystem } from '../ai-systems/ai-system.ts'

const names = [
  'intendedUse',
  'archetype',
  'traits',
  'dataTypes',
  'users',
  'population',
  'careSetting',
  'autonomy',
  'usesPhi',
  'fdaStatus',
  'euRole',
  'euHighRisk',
  'siteCodes',
] as const

/** The part of a system's record that an assessment is about: a change to it asks for a new one. */
export type AssessedFacts = Pick<AiSystem, (typeof names)[number]>

export function assessedFacts(system: AiSystem): AssessedFacts {
  return Object.fromEntries(names.map((name) => [name, system[name]])) as AssessedFacts
}

/** Fields that differ; the order of a list says nothing. */
export function changedFields(before: AssessedFacts, now: AssessedFacts): string[] {
  return names.filter((name) => text(before[name]) !== text(now[name]))
}

function text(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : (value ?? null))
}

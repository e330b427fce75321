import type { Mapping } from './crosswalk.ts'

/**
 * What evidence for one requirement says of another. `whole`: what meets the first meets the second.
 * `part`: it is a start, and the rest is still to be shown. `look`: it may help, and proves nothing.
 */
export type CarriedOver = { carries: 'whole' | 'part' | 'look'; reason: string }

/**
 * How far evidence for the first requirement of a mapping carries over to the second. Relations of
 * content are judgements: they carry once somebody of the organization has adopted the mapping, and
 * an overlap never carries more than a part.
 */
export function carryOver(mapping: Mapping, isAdopted: boolean): CarriedOver {
  const { from, to, relation } = mapping
  if (!isAdopted) {
    const reason = `${from} ${words[relation]} ${to} by ${bases[mapping.basis]}; nobody here has adopted it yet`
    return { carries: 'look', reason }
  }
  if (relation === 'equal' || relation === 'superset-of') {
    return { carries: 'whole', reason: `${from} ${words[relation]} ${to}` }
  }
  const rest = relation === 'subset-of' ? 'the rest of it' : 'what lies outside'
  return {
    carries: 'part',
    reason: `${from} ${words[relation]} ${to}: ${rest} is still to be shown`,
  }
}

const words = {
  equal: 'asks for the same as',
  'superset-of': 'asks for all of',
  'subset-of': 'asks for a part of',
  'intersects-with': 'overlaps with',
} as const

const bases = {
  'published-crosswalk': 'a published crosswalk',
  'published-category-mapping': 'a published mapping of categories',
  'scf-pivot': 'a control that both are mapped to elsewhere',
  'own-analysis': 'our own analysis',
} as const

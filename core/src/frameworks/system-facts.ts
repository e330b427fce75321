import type { LawFactName, LawFacts } from './law-facts.ts'

/** Where a fact is known from: said by a person for the law, or known to the program already. */
export const factSources = ['stated', 'record', 'sites', 'organization'] as const

export type FactSource = (typeof factSources)[number]

export type FactValue = boolean | string | readonly string[]

export type KnownFact = { name: LawFactName; value: FactValue; source: FactSource }

/** What the inventory holds of an AI system that the law asks for. */
export type SystemRecord = {
  archetype: string
  traits: readonly string[]
  autonomy: string | null
  usesPhi: boolean | null
  vendor: string | null
  fdaStatus: string | null
  euRole: string | null
}

/** Where a site is: an ISO 3166-1 country code, and the state within the United States. */
export type SitePlace = { country: string | null; state: string | null }

/** A chat for patients may be therapy or may book rooms: its uses have to be said. */
const usesByArchetype: Readonly<Record<string, string>> = {
  'clinical-decision-support': 'treatment-planning',
  'diagnostic-imaging': 'diagnosis',
  pathology: 'diagnosis',
  triage: 'triage',
  'treatment-recommendation': 'treatment-planning',
  'risk-stratification': 'triage',
  'patient-monitoring': 'triage',
  'autonomous-procedural': 'treatment-planning',
  'ambient-documentation': 'documentation',
  'revenue-cycle': 'administration',
  'utilization-review': 'utilization-review',
  'staffing-or-hr-decisions': 'employment-decision',
  scheduling: 'administration',
  'administrative-no-phi': 'administration',
}

/** Facts that follow from the record of a system; what it leaves open stays open. */
export function factsOfRecord(record: SystemRecord): KnownFact[] {
  const { archetype, traits, autonomy, usesPhi, vendor, fdaStatus } = record
  const use = usesByArchetype[archetype]
  const found: [LawFactName, FactValue | null][] = [
    ['archetype', archetype],
    ['uses', use === undefined ? null : [use]],
    ['autonomy', autonomy],
    ['processesPhi', usesPhi],
    // A vendor is named; that none is named may only mean that nobody wrote it down.
    ['thirdParty', vendor === null ? null : true],
    ['fdaStatus', fdaStatus === 'unknown' ? null : fdaStatus],
    ['generative', traits.includes('generative') ? true : null],
    ['patientFacing', [...traits, archetype].includes('patient-chat') ? true : null],
  ]
  return found.flatMap(([name, value]) =>
    value === null ? [] : [{ name, value, source: 'record' as const }],
  )
}

const euMembers = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
)

/** Countries and states, once every site of the system says where it is. */
export function factsOfSites(sites: readonly SitePlace[]): KnownFact[] {
  const countries = sites.map(({ country }) => country)
  if (sites.length === 0 || countries.includes(null)) return []
  const unions = countries.map((each) =>
    each === 'US' ? 'US' : euMembers.has(each ?? '') ? 'EU' : 'other',
  )
  const found: KnownFact[] = [
    { name: 'countries', value: [...new Set(unions)].toSorted(), source: 'sites' },
  ]
  const american = sites.filter(({ country }) => country === 'US')
  if (american.every(({ state }) => state !== null)) {
    const states = [...new Set(american.map(({ state }) => state ?? ''))].toSorted()
    found.push({ name: 'states', value: states, source: 'sites' })
  }
  return found
}

/** One value for each fact: the first that is given, so what people state goes before the rest. */
export function joinFacts<Fact extends KnownFact>(...known: readonly (readonly Fact[])[]): Fact[] {
  const found = new Map<LawFactName, Fact>()
  for (const fact of known.flat()) if (!found.has(fact.name)) found.set(fact.name, fact)
  return [...found.values()]
}

export function asLawFacts(known: readonly KnownFact[]): LawFacts {
  return Object.fromEntries(known.map(({ name, value }) => [name, value])) as LawFacts
}

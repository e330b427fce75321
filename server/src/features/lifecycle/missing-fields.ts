import type { AiSystem } from '../ai-systems/ai-system.ts'

/** Kinds of system that touch no care: nobody clinical answers for them. */
const administrative: readonly AiSystem['archetype'][] = [
  'revenue-cycle',
  'staffing-or-hr-decisions',
  'scheduling',
  'administrative-no-phi',
]

/** What the inventory still lacks before a system may leave inception. Owners end in `Owner`. */
export function missingFields(system: AiSystem): string[] {
  const general = [
    'technicalOwner',
    'riskOwner',
    'users',
    'autonomy',
    'usesPhi',
    'fdaStatus',
    'euRole',
  ] as const
  const clinical = ['clinicalOwner', 'careSetting', 'population'] as const
  const asked = administrative.includes(system.archetype) ? general : [...general, ...clinical]
  const inEu = system.euRole !== null && system.euRole !== 'not-in-eu'
  return [
    ...asked.filter((field) => system[field] === null),
    ...(system.dataTypes.length === 0 ? ['dataTypes'] : []),
    ...(inEu && system.euHighRisk === null ? ['euHighRisk'] : []),
  ]
}

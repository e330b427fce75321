import type { Control, ControlReach } from '../controls/control.ts'
import type { ImplementationState } from '../controls/implementation.ts'
import { carryOver } from './carry-over.ts'
import type { Mapping, MappingIndex } from './crosswalk.ts'
import type { Framework, Requirement } from './framework.ts'

/**
 * `met` by controls that operate and meet it whole; `partly`, `failing` and `planned` are what is
 * there but not enough; `open` has nothing; `excluded` was declared not applicable.
 */
export const coverageStates = ['met', 'partly', 'failing', 'planned', 'open', 'excluded'] as const

export type CoverageState = (typeof coverageStates)[number]

/** A control that speaks for a requirement, directly or by a mapping from another one. */
export type Contribution = {
  control: Pick<Control, 'id' | 'reference' | 'title'>
  implementation: ImplementationState
  carries: ControlReach
  /** the mapping it comes by; null where the control names the requirement itself */
  via: Mapping | null
  reason: string
}

/** A requirement that is mapped to this one and has controls, but proves nothing of it. */
export type Hint = { requirementId: string; reason: string }

export type RequirementCoverage = {
  requirement: Requirement
  state: CoverageState
  /** why it is no more than that */
  reason: string
  contributions: Contribution[]
  hints: Hint[]
}

export type CoverageSources = {
  controls: readonly Control[]
  mappings: MappingIndex
  /** whether the organization has adopted a mapping as its own */
  isAdopted: (mapping: Mapping) => boolean
  /** why a requirement was declared not applicable; null where it was not */
  excluded: (requirementId: string) => string | null
}

/**
 * How far the controls of an organization meet each requirement of a framework. A mapping that nobody
 * has adopted, or that only overlaps, never makes a requirement met.
 */
export function coverage(framework: Framework, sources: CoverageSources): RequirementCoverage[] {
  const byRequirement = new Map<string, { control: Control; reach: ControlReach; why: string }[]>()
  for (const control of sources.controls) {
    for (const { requirementId, reach, rationale, lookAgain } of control.requirements) {
      const known = byRequirement.get(requirementId) ?? []
      byRequirement.set(requirementId, known)
      // What was said of other words proves a part at most, until somebody says it again.
      if (lookAgain === null) known.push({ control, reach, why: rationale })
      else known.push({ control, reach: 'part', why: `to be confirmed: ${lookAgain}` })
    }
  }
  const controlsOf = (id: string) => byRequirement.get(id) ?? []
  return framework.requirements
    .filter(({ role }) => role === 'requirement')
    .map((requirement) => {
      const contributions: Contribution[] = controlsOf(requirement.id).map(
        ({ control, reach, why }) => contribution(control, reach, null, why),
      )
      const hints: Hint[] = []
      for (const to of new Set(sources.mappings.of(requirement.id).map((each) => each.to))) {
        const there = controlsOf(to)
        if (there.length === 0) continue
        const { mapping, carries, reason } = strongest(to, requirement.id, sources)
        if (carries === 'look') {
          hints.push({ requirementId: to, reason })
          continue
        }
        for (const { control, reach } of there) {
          const whole = carries === 'whole' && reach === 'whole'
          contributions.push(contribution(control, whole ? 'whole' : 'part', mapping, reason))
        }
      }
      return { requirement, ...judge(requirement, contributions, sources), contributions, hints }
    })
}

const strengths = ['whole', 'part', 'look']

/** What carries furthest from one requirement to another, where several crosswalks map the pair. */
function strongest(from: string, to: string, { mappings, isAdopted }: CoverageSources) {
  const [best] = mappings
    .of(from)
    .filter((each) => each.to === to)
    .map((mapping) => ({ mapping, ...carryOver(mapping, isAdopted(mapping)) }))
    .toSorted((a, b) => strengths.indexOf(a.carries) - strengths.indexOf(b.carries))
  return best!
}

function contribution(
  { id, reference, title, implementation }: Control,
  carries: ControlReach,
  via: Mapping | null,
  reason: string,
): Contribution {
  return {
    control: { id, reference, title },
    implementation: implementation.state,
    ...{ carries, via, reason },
  }
}

function judge(
  { id }: Requirement,
  contributions: readonly Contribution[],
  { excluded }: CoverageSources,
): { state: CoverageState; reason: string } {
  const exclusion = excluded(id)
  if (exclusion !== null) return { state: 'excluded', reason: exclusion }
  const named = ({ control }: Contribution) => control.reference
  const operating = contributions.filter(({ implementation }) => implementation === 'operating')
  const whole = operating.filter(({ carries }) => carries === 'whole')
  const broken = contributions.filter(({ implementation }) =>
    ['failing', 'stale'].includes(implementation),
  )
  // What fails is said even where something else still holds: the requirement hangs by less.
  if (whole.length > 0) {
    const also = broken.length > 0 ? `; ${broken.map(named).join(', ')} no longer counts` : ''
    return { state: 'met', reason: `met by ${whole.map(named).join(', ')}${also}` }
  }
  if (broken.length > 0) {
    return { state: 'failing', reason: `${broken.map(named).join(', ')} no longer counts` }
  }
  if (operating.length > 0) {
    return { state: 'partly', reason: `${operating.map(named).join(', ')} meets a part of it` }
  }
  if (contributions.length > 0) {
    return {
      state: 'planned',
      reason: `${contributions.map(named).join(', ')} is not operating yet`,
    }
  }
  return { state: 'open', reason: 'no control of yours is for it' }
}

/** How many requirements are in each state, for a heat map and its total. */
export function countCoverage(
  found: readonly Pick<RequirementCoverage, 'state'>[],
): Record<CoverageState, number> {
  const counts = Object.fromEntries(coverageStates.map((state) => [state, 0])) as Record<
    CoverageState,
    number
  >
  for (const { state } of found) counts[state] += 1
  return counts
}

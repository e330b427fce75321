import type { Provenance } from '../shared/provenance.ts'
import { inheritProvenance } from '../shared/provenance.ts'
import type { Reason } from '../shared/result.ts'
import { crosswalkFileSchema } from './crosswalk-schema.ts'
import type { CrosswalkFile, MappingBasis, Relation } from './crosswalk-schema.ts'
import type { ContentIssue } from './framework-problems.ts'
import { frameworkOf } from './requirement-id.ts'

/** One requirement beside another, read from the first to the second. */
export type Mapping = {
  from: string
  to: string
  relation: Relation
  basis: MappingBasis
  rationale: string
  /** the crosswalk that says so */
  crosswalk: string
} & Provenance

export type Crosswalk = Omit<CrosswalkFile, 'mappings' | 'without'> & {
  mappings: Mapping[]
  without: (CrosswalkFile['without'][number] & Provenance)[]
}

export type ParsedCrosswalk =
  | { ok: true; crosswalk: Crosswalk }
  | { ok: false; reasons: Reason[]; issues: ContentIssue[] }

const mostReasons = 50

/**
 * Reads a crosswalk from parsed content. `isKnown` says whether a requirement exists in the
 * frameworks that are there. Never throws on bad content: each problem is a reason; `issues` has all
 * of them with their paths.
 */
export function parseCrosswalk(
  input: unknown,
  isKnown: (requirementId: string) => boolean,
): ParsedCrosswalk {
  const parsed = crosswalkFileSchema.safeParse(input)
  const issues = parsed.success
    ? crosswalkProblems(parsed.data, isKnown)
    : parsed.error.issues.map(({ path, message }) => ({ path, message }))
  if (!parsed.success || issues.length > 0) {
    const placeOf = ({ path }: ContentIssue) =>
      parsed.success ? '' : `${path.map(String).join('.')}: `
    const reasons = issues.slice(0, mostReasons).map((issue) => ({
      code: 'crosswalk-content-invalid',
      message: `${placeOf(issue)}${issue.message}`,
      remedy: 'Correct the file',
    }))
    return { ok: false, reasons, issues }
  }
  const { mappings, without, ...file } = parsed.data
  const crosswalk = {
    ...file,
    mappings: mappings.map((each) => ({
      ...{ ...each, crosswalk: file.id },
      ...inheritProvenance(each, file),
    })),
    without: without.map((each) => ({ ...each, ...inheritProvenance(each, file) })),
  }
  return { ok: true, crosswalk }
}

function crosswalkProblems(file: CrosswalkFile, isKnown: (id: string) => boolean): ContentIssue[] {
  const { mappings, without } = file
  const ends = [
    ...mappings.flatMap(({ from, to }, at) => [
      { id: from, path: ['mappings', at, 'from'] },
      { id: to, path: ['mappings', at, 'to'] },
    ]),
    ...without.map(({ from }, at) => ({ id: from, path: ['without', at, 'from'] })),
  ]
  const told = new Set<string>()
  const seen = new Set<string>()
  return [
    ...ends
      .filter(({ id }) => !isKnown(id) && told.size < told.add(id).size)
      .map(({ id, path }) => ({ path, message: `${id} is in no framework that is there` })),
    ...mappings.flatMap(({ from, to }, at) => {
      const pair = [from, to].toSorted().join(' and ')
      const isFirst = seen.size < seen.add(pair).size
      return isFirst ? [] : { path: ['mappings', at], message: `${pair} are mapped more than once` }
    }),
    ...mappings.flatMap(({ from, to }, at) =>
      frameworkOf(from) === frameworkOf(to)
        ? { path: ['mappings', at], message: `${from} and ${to} are of one framework` }
        : [],
    ),
    ...Object.entries({ mappings, without }).flatMap(([part, entries]) =>
      entries.flatMap(({ source }, at) =>
        (source ?? [])
          .filter((key) => !Object.hasOwn(file.sources, key))
          .map((key) => ({
            path: [part, at, 'source'],
            message: `the unlisted source ${key} is cited`,
          })),
      ),
    ),
  ]
}

const inverse: Record<Relation, Relation> = {
  equal: 'equal',
  'subset-of': 'superset-of',
  'superset-of': 'subset-of',
  'intersects-with': 'intersects-with',
}

/** The same mapping read from its other end. */
export function inverted(mapping: Mapping): Mapping {
  const { from, to, relation } = mapping
  return { ...mapping, from: to, to: from, relation: inverse[relation] }
}

/** What is mapped from each requirement, whichever end the crosswalk began at. */
export class MappingIndex {
  private readonly from = new Map<string, Mapping[]>()

  constructor(crosswalks: readonly Pick<Crosswalk, 'mappings'>[]) {
    for (const mapping of crosswalks.flatMap(({ mappings }) => mappings)) {
      this.add(mapping)
      this.add(inverted(mapping))
    }
  }

  private add(mapping: Mapping): void {
    const known = this.from.get(mapping.from)
    if (known === undefined) this.from.set(mapping.from, [mapping])
    else known.push(mapping)
  }

  of(requirementId: string): readonly Mapping[] {
    return this.from.get(requirementId) ?? []
  }

  /** Every mapping from the one framework to the other, in the order of the first. */
  between(requirementIds: readonly string[], framework: string): Mapping[] {
    return requirementIds.flatMap((id) =>
      this.of(id).filter(({ to }) => frameworkOf(to) === framework),
    )
  }

  /**
   * Requirements of a framework that meet in a third one, where nobody mapped the pair itself: a
   * place to look, and nothing that carries.
   */
  distant(requirementId: string, framework: string): DistantMapping[] {
    const direct = new Set(this.of(requirementId).map(({ to }) => to))
    const found = new Map<string, DistantMapping>()
    for (const { to: through } of this.of(requirementId)) {
      for (const { to } of this.of(through)) {
        if (frameworkOf(to) !== framework || to === requirementId || direct.has(to)) continue
        const known = found.get(to) ?? { from: requirementId, to, through: [] }
        known.through.push(through)
        found.set(to, known)
      }
    }
    return [...found.values()]
  }
}

export type DistantMapping = { from: string; to: string; through: string[] }

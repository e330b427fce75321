import { parseCrosswalk } from './crosswalk.ts'
import type { Crosswalk } from './crosswalk.ts'
import type { Framework } from './framework.ts'
import type { ContentIssue } from './framework-problems.ts'
import { nowhere, shortened } from './framework-sheet.ts'
import type { FilePlace, FileProblem } from './framework-sheet.ts'
import { parseFramework } from './parse-framework.ts'
import { frameworkOf } from './requirement-id.ts'
import { unstorableTexts } from './unstorable-texts.ts'

/** A framework as a file says it, with its mappings, before anybody has judged it. */
export type FrameworkDraft = {
  /** plain values, such as YAML gives */
  content: unknown
  /** where what stands at a path of the content stands in the file */
  placeOf: (path: readonly PropertyKey[]) => FilePlace
  warnings: string[]
}

export type OwnFramework = {
  framework: Framework
  /** what it was read from, as it is kept */
  content: Record<string, unknown>
  /** null where it has no mappings */
  crosswalk: Crosswalk | null
  crosswalkContent: Record<string, unknown> | null
  warnings: string[]
}

export type ReadOwnFramework =
  | { ok: true; own: OwnFramework }
  | { ok: false; problems: FileProblem[] }

/** The crosswalk of an organization's own framework. */
export function ownCrosswalkId(frameworkId: string): string {
  return `own-${frameworkId.toLowerCase()}`
}

/**
 * Judges a framework of an organization and its mappings: kind `own`, one source that names who
 * imported it where the file names none. `isKnown` says which requirements other frameworks have;
 * `by` and `on` (a day) say who reads it when.
 */
export function readOwnFramework(
  draft: FrameworkDraft,
  { by, on, isKnown }: { by: string; on: string; isKnown: (requirementId: string) => boolean },
): ReadOwnFramework {
  const { content: said, placeOf } = draft
  const refused = (issues: readonly ContentIssue[]): ReadOwnFramework => ({
    ok: false,
    problems: shortened(
      issues.map(({ path, message }) => {
        return { ...placeOf(path), message: sentence(path, message), remedy: remedyFor(message) }
      }),
    ),
  })
  if (typeof said !== 'object' || said === null || Array.isArray(said)) {
    const remedy = 'Begin with its id, title, release and about, and list its requirements.'
    return {
      ok: false,
      problems: [{ ...nowhere, message: 'The file does not say a framework.', remedy }],
    }
  }
  const unstorable = unstorableTexts(said)
  if (unstorable.length > 0) return refused(unstorable)
  const { mappings, ...rest } = said as Record<string, unknown>
  const content = withDefaults(rest, by, on)
  const parsed = parseFramework(content)
  if (!parsed.ok) return refused(parsed.issues)
  const { framework } = parsed
  const warnings = [...draft.warnings, ...kindWarnings(rest)]
  if (mappings === undefined || (Array.isArray(mappings) && mappings.length === 0)) {
    const own = { framework, content, crosswalk: null, crosswalkContent: null, warnings }
    return { ok: true, own }
  }
  const crosswalkContent = crosswalkOf(framework, content, mappings)
  const ids = new Set(framework.requirements.map(({ id }) => id))
  const walk = parseCrosswalk(crosswalkContent, (id) =>
    frameworkOf(id) === framework.id ? ids.has(id) : isKnown(id),
  )
  if (!walk.ok) return refused(walk.issues)
  const foreign = walk.crosswalk.mappings.flatMap(({ from, to }, at): ContentIssue[] =>
    [from, to].some((id) => frameworkOf(id) === framework.id)
      ? []
      : [{ path: ['mappings', at], message: `neither ${from} nor ${to} is of ${framework.id}` }],
  )
  if (foreign.length > 0) return refused(foreign)
  const { crosswalk } = walk
  return { ok: true, own: { framework, content, crosswalk, crosswalkContent, warnings } }
}

function withDefaults(said: Record<string, unknown>, by: string, on: string) {
  const content = { confidence: 'verified', asOf: on, ...said, kind: 'own' }
  if ('sources' in said) return 'source' in said ? content : { ...content, source: ['own'] }
  const own = { title: `Own framework, imported by ${by}`, date: on }
  return { ...content, sources: { own }, source: ['own'] }
}

function kindWarnings({ kind }: Record<string, unknown>): string[] {
  if (kind === undefined || kind === 'own') return []
  return [
    `Its kind was ${String(kind).slice(0, 40)}; what an organization adds is of the kind own.`,
  ]
}

function crosswalkOf(
  { id, title, release }: Framework,
  content: Record<string, unknown>,
  mappings: unknown,
): Record<string, unknown> {
  const { source, sources, asOf, confidence } = content
  const withBasis = (each: unknown) =>
    typeof each === 'object' && each !== null ? { basis: 'own-analysis', ...each } : each
  return {
    id: ownCrosswalkId(id),
    title: `${title.slice(0, 280)}: own mappings`,
    release,
    about: `How ${id} lies to other frameworks, in the judgement of the organization.`,
    ...{ source, sources, asOf, confidence },
    mappings: Array.isArray(mappings) ? mappings.map(withBasis) : mappings,
  }
}

/** The place says the row; the sentence says which field, and of which entry where it knows. */
function sentence(path: readonly PropertyKey[], message: string): string {
  const names = path.filter((key) => typeof key === 'string')
  const field = names.at(-1)
  const isTold = /^[^ ]*:|^rule |^neither /.test(message)
  const words = isTold || field === undefined ? message : `${names.join(' ')}: ${message}`
  return /[.!?]$/.test(words) ? words : `${words}.`
}

const remedies: [RegExp, string][] = [
  [/occurs more than once/, 'Give each requirement an id of its own.'],
  [/lies below itself/, 'Give one of the circle no parent, or another one.'],
  [/which is not there/, 'Name one that stands in the file, or add it.'],
  [/lacks the prefix/, 'Begin each id with the id of this framework and a colon.'],
  [
    /is in no framework that is there/,
    'Correct the id; GET /api/v1/frameworks lists what is there.',
  ],
  [/mapped more than once/, 'Keep one of them.'],
  [/of one framework/, 'Map to another framework; for what belongs together here use parent.'],
  [/^neither /, 'Map only what this framework asks for.'],
  [/unlisted source/, 'List the source under sources.'],
  [/has no case|no case of it/, 'Add the case: facts, and what the rule has to say of them.'],
  [/year, month and number/, 'Write it with the year first, for example 2026.11.0.'],
  [/framework prefix, colon, id/, 'Leave blanks out of ids.'],
  [/ISO date/, 'Write it as YYYY-MM-DD.'],
  [/too big/, 'Shorten it.'],
  [/too small/, 'Fill it in.'],
  [/invalid option/i, 'Write one of these.'],
  [/unrecognized key/i, 'Remove it, or correct its name.'],
]

function remedyFor(message: string): string {
  return remedies.find(([pattern]) => pattern.test(message))?.[1] ?? 'Correct it.'
}

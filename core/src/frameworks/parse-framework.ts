import { inheritProvenance } from '../shared/provenance.ts'
import type { Provenance } from '../shared/provenance.ts'
import type { Reason } from '../shared/result.ts'
import { conditionProblems } from './condition.ts'
import type { Framework } from './framework.ts'
import { frameworkFileSchema, lawRulesFileSchema } from './framework-schema.ts'
import type { FrameworkFile } from './framework-schema.ts'
import { frameworkOf } from './requirement-id.ts'

export type ParsedFramework = { ok: true; framework: Framework } | { ok: false; reasons: Reason[] }

const mostReasons = 50

/**
 * Reads a framework from parsed content (a plain value, such as YAML gives): its shape, its ids, its
 * tree and its sources, and fills in what entries inherit. Never throws on bad content: each problem
 * is a reason that names its place in the file. `rules` is the file of its rules, where it has one.
 */
export function parseFramework(content: unknown, rules?: unknown): ParsedFramework {
  const joined = rules === undefined ? { ok: true as const, input: content } : join(content, rules)
  if (!joined.ok) return { ok: false, reasons: asReasons(joined.messages) }
  const { input } = joined
  const parsed = frameworkFileSchema.safeParse(input)
  const messages = parsed.success
    ? frameworkProblems(parsed.data)
    : parsed.error.issues.map(
        (issue) => `${placeOf(issue.path, input)}: ${issue.message.replace(/^./, lowered)}`,
      )
  if (!parsed.success || messages.length > 0) return { ok: false, reasons: asReasons(messages) }
  return { ok: true, framework: withProvenance(parsed.data) }
}

type Joined = { ok: true; input: unknown } | { ok: false; messages: string[] }

function join(content: unknown, rules: unknown): Joined {
  const parsed = lawRulesFileSchema.safeParse(rules)
  if (!parsed.success) {
    const messages = parsed.error.issues.map(
      ({ path, message }) => `rules: ${path.map(String).join('.')}: ${message}`,
    )
    return { ok: false, messages }
  }
  const file = content as Record<string, unknown>
  if (file?.['id'] !== parsed.data.framework) {
    return { ok: false, messages: [`the rules are for ${parsed.data.framework}`] }
  }
  return { ok: true, input: { ...file, rules: parsed.data.rules } }
}

function asReasons(messages: readonly string[]): Reason[] {
  const more = messages.length - mostReasons
  const shown = more > 0 ? [...messages.slice(0, mostReasons), `${more} more`] : messages
  return shown.map((message) => ({
    code: 'framework-content-invalid',
    message,
    remedy: 'Correct the file',
  }))
}

const lowered = (letter: string) => letter.toLowerCase()

/** `requirements[3] (ISO42001:4.4).title`: the number for a machine, the id for people. */
function placeOf(path: readonly PropertyKey[], input: unknown): string {
  let value: unknown = input
  const words = path.map((key) => {
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key]
    const id = (value as { id?: unknown } | null | undefined)?.id
    const named = typeof key === 'number' && typeof id === 'string' ? ` (${id})` : ''
    return typeof key === 'number' ? `[${key}]${named}` : `.${String(key)}`
  })
  return words.join('').replace(/^\./, '') || 'file'
}

/** What a schema cannot see: foreign and repeated ids, dangling names, a tree that is none. */
function frameworkProblems(file: FrameworkFile): string[] {
  const { requirements, rules } = file
  const ids = new Set(requirements.map(({ id }) => id))
  const entries = [file, ...requirements, ...rules]
  return [
    ...[...requirements, ...rules]
      .filter(({ id }) => frameworkOf(id) !== file.id)
      .map(({ id }) => `${id} lacks the prefix of its framework, ${file.id}:`),
    ...repeated([...requirements, ...rules].map(({ id }) => id)).map(
      (id) => `${id} occurs more than once`,
    ),
    ...requirements
      .filter(({ parent }) => parent !== undefined && !ids.has(parent))
      .map(({ id, parent }) => `${id} lies below ${parent}, which is not there`),
    ...circles(requirements).map((id) => `${id} lies below itself`),
    ...entries.flatMap(({ id, source }) =>
      (source ?? [])
        .filter((key) => !Object.hasOwn(file.sources, key))
        .map((key) => `${id} cites the unlisted source ${key}`),
    ),
    ...rules.flatMap((rule) => ruleProblems(rule, ids)),
  ]
}

function ruleProblems(rule: FrameworkFile['rules'][number], ids: ReadonlySet<string>): string[] {
  const { id, requirements, when, unless, cases } = rule
  const named = [...requirements, ...unless.flatMap(({ requirement }) => requirement ?? [])]
  const sides = new Set(cases.map(({ expect }) => expect))
  return [
    ...named
      .filter((each) => !ids.has(each))
      .map((each) => `rule ${id} names ${each}, which is not there`),
    ...[when, ...unless.map((each) => each.when)]
      .flatMap(conditionProblems)
      .map((problem) => `rule ${id}: ${problem}`),
    ...(['applies', 'not'] as const)
      .filter((side) => !sides.has(side))
      .map(
        (side) => `rule ${id} has no case in which it ${side === 'not' ? 'does not apply' : side}`,
      ),
    ...(unless.length > 0 && !sides.has('exempt')
      ? [`rule ${id} has an exemption and no case of it`]
      : []),
  ]
}

/** The entries that are among their own ancestors. */
function circles(requirements: FrameworkFile['requirements']): string[] {
  const parents = new Map(requirements.map(({ id, parent }) => [id, parent]))
  return requirements
    .map(({ id }) => id)
    .filter((id) => {
      const seen = new Set<string>()
      for (let at = parents.get(id); at !== undefined; at = parents.get(at)) {
        if (at === id) return true
        if (seen.has(at)) return false
        seen.add(at)
      }
      return false
    })
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  const found = new Set<string>()
  for (const value of values) {
    if (seen.has(value)) found.add(value)
    seen.add(value)
  }
  return [...found]
}

function withProvenance(file: FrameworkFile): Framework {
  const byId = new Map(file.requirements.map((each) => [each.id, each]))
  const known = new Map<string, Provenance>()
  const provenanceOf = (id: string | undefined): Provenance => {
    const entry = id === undefined ? undefined : byId.get(id)
    if (entry === undefined) return file
    const found = known.get(entry.id) ?? inheritProvenance(entry, provenanceOf(entry.parent))
    known.set(entry.id, found)
    return found
  }
  return {
    ...file,
    requirements: file.requirements.map((each) => ({ ...each, ...provenanceOf(each.id) })),
    rules: file.rules.map((rule) => ({ ...rule, ...inheritProvenance(rule, file) })),
  }
}

import { inheritProvenance } from '../shared/provenance.ts'
import type { Provenance } from '../shared/provenance.ts'
import type { Reason } from '../shared/result.ts'
import type { Framework } from './framework.ts'
import { frameworkProblems } from './framework-problems.ts'
import type { ContentIssue } from './framework-problems.ts'
import { frameworkFileSchema, lawRulesFileSchema } from './framework-schema.ts'
import type { FrameworkFile } from './framework-schema.ts'

export type ParsedFramework =
  | { ok: true; framework: Framework }
  | { ok: false; reasons: Reason[]; issues: ContentIssue[] }

const mostReasons = 50

/**
 * Reads a framework from parsed content (a plain value, such as YAML gives): its shape, its ids, its
 * tree and its sources, and fills in what entries inherit. Never throws on bad content: each problem
 * is a reason that names its place in the file; `issues` has all of them with their paths. `rules` is
 * the file of its rules, where it has one.
 */
export function parseFramework(content: unknown, rules?: unknown): ParsedFramework {
  const joined = rules === undefined ? { ok: true as const, input: content } : join(content, rules)
  if (!joined.ok) return refused(joined.messages.map((message) => ({ path: [], message })))
  const { input } = joined
  const parsed = frameworkFileSchema.safeParse(input)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({
      path,
      message: message.replace(/^./, lowered),
    }))
    return refused(issues, ({ path, message }) => `${placeOf(path, input)}: ${message}`)
  }
  const issues = frameworkProblems(parsed.data)
  return issues.length > 0 ? refused(issues) : { ok: true, framework: withProvenance(parsed.data) }
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

function refused(
  issues: ContentIssue[],
  wordsOf: (issue: ContentIssue) => string = ({ message }) => message,
): ParsedFramework {
  return { ok: false, issues, reasons: asReasons(issues.map(wordsOf)) }
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

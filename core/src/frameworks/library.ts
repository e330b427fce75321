import type { Reason } from '../shared/result.ts'
import { MappingIndex, parseCrosswalk } from './crosswalk.ts'
import type { Crosswalk } from './crosswalk.ts'
import type { Framework, Requirement } from './framework.ts'
import { parseFramework } from './parse-framework.ts'
import { frameworkOf } from './requirement-id.ts'

/** A content file as it was read: `path` is where it lies, `content` what YAML gave. */
export type ContentFile = { path: string; content: unknown }

export type LibraryFiles = {
  frameworks: readonly ContentFile[]
  /** rules of law, each for one of the frameworks */
  rules: readonly ContentFile[]
  crosswalks: readonly ContentFile[]
}

export type BuiltLibrary = { ok: true; library: Library } | { ok: false; reasons: Reason[] }

/** Every framework that is there, and how they lie to each other. */
export class Library {
  readonly frameworks: ReadonlyMap<string, Framework>
  readonly crosswalks: readonly Crosswalk[]
  readonly mappings: MappingIndex
  private readonly requirements: ReadonlyMap<string, Requirement>

  constructor(frameworks: readonly Framework[], crosswalks: readonly Crosswalk[]) {
    this.frameworks = new Map(frameworks.map((each) => [each.id, each]))
    this.crosswalks = crosswalks
    this.mappings = new MappingIndex(crosswalks)
    this.requirements = new Map(
      frameworks.flatMap(({ requirements }) => requirements.map((each) => [each.id, each])),
    )
  }

  requirement(id: string): Requirement | null {
    return this.requirements.get(id) ?? null
  }

  /** The frameworks with rules: those that are law. */
  laws(): Framework[] {
    return [...this.frameworks.values()].filter(({ rules }) => rules.length > 0)
  }
}

/** Checks every file and joins them. Never throws on bad content: each problem names its file. */
export function buildLibrary(files: LibraryFiles): BuiltLibrary {
  const reasons: Reason[] = []
  const told = (path: string, found: readonly Reason[]) =>
    reasons.push(...found.map((each) => ({ ...each, message: `${path}: ${each.message}` })))
  const rulesOf = new Map(files.rules.map((file) => [idOf(file.content, 'framework'), file]))
  const frameworks: Framework[] = []
  for (const { path, content } of files.frameworks) {
    const rules = rulesOf.get(idOf(content, 'id'))
    const parsed = parseFramework(content, rules?.content)
    if (parsed.ok) frameworks.push(parsed.framework)
    else told(path, parsed.reasons)
  }
  const ids = new Set(files.frameworks.map(({ content }) => idOf(content, 'id')))
  for (const { path, content } of files.rules) {
    const id = idOf(content, 'framework')
    if (!ids.has(id)) told(path, [problem(`it has rules for ${id}, which is not there`)])
  }
  for (const id of repeated(frameworks.map((each) => each.id))) {
    reasons.push(problem(`the framework ${id} is there more than once`))
  }
  const known = new Map(frameworks.map((each) => [each.id, idsOf(each)]))
  const isKnown = (id: string) => known.get(frameworkOf(id))?.has(id) ?? false
  const crosswalks: Crosswalk[] = []
  for (const { path, content } of files.crosswalks) {
    const parsed = parseCrosswalk(content, isKnown)
    if (parsed.ok) crosswalks.push(parsed.crosswalk)
    else told(path, parsed.reasons)
  }
  if (reasons.length > 0) return { ok: false, reasons }
  return { ok: true, library: new Library(frameworks, crosswalks) }
}

function idsOf({ requirements }: Framework): Set<string> {
  return new Set(requirements.map(({ id }) => id))
}

function idOf(content: unknown, key: 'id' | 'framework'): string {
  const id = (content as Record<string, unknown> | null)?.[key]
  return typeof id === 'string' ? id : ''
}

function problem(message: string): Reason {
  return { code: 'framework-content-invalid', message, remedy: 'Correct the file' }
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))]
}

import type { Reason } from '../shared/result.ts'
import { parseCrosswalk } from './crosswalk.ts'
import type { Crosswalk } from './crosswalk.ts'
import type { Framework } from './framework.ts'
import { Library } from './library.ts'
import type { LibraryFiles } from './library.ts'
import { parseFramework } from './parse-framework.ts'
import { frameworkOf } from './requirement-id.ts'

export const packKinds = ['framework', 'crosswalk'] as const

export type PackKind = (typeof packKinds)[number]

/**
 * What can be taken, switched off and upgraded by itself: a framework with the rules that read it,
 * or a crosswalk. `content` is what the files say, so that the same words are the same pack.
 */
export type Pack =
  | { kind: 'framework'; content: { framework: unknown; rules: unknown } }
  | { kind: 'crosswalk'; content: { crosswalk: unknown } }

export type PackHead = { kind: PackKind; id: string; release: string; title: string }

/** The packs that lie in a folder of content. */
export function packsOf(files: LibraryFiles): Pack[] {
  const rulesOf = new Map(files.rules.map(({ content }) => [textOf(content, 'framework'), content]))
  return [
    ...files.frameworks.map(({ content }): Pack => {
      const rules = rulesOf.get(textOf(content, 'id')) ?? null
      return { kind: 'framework', content: { framework: content, rules } }
    }),
    ...files.crosswalks.map(({ content }): Pack => ({
      kind: 'crosswalk',
      content: { crosswalk: content },
    })),
  ]
}

export function headOfPack(pack: Pack): PackHead {
  const file = pack.kind === 'framework' ? pack.content.framework : pack.content.crosswalk
  const [id, release, title] = ['id', 'release', 'title'].map((key) => textOf(file, key))
  return { kind: pack.kind, id: id!, release: release!, title: title! }
}

function textOf(content: unknown, key: string): string {
  const found = (content as Record<string, unknown> | null)?.[key]
  return typeof found === 'string' ? found : ''
}

export type OpenedPack =
  | { ok: true; kind: 'framework'; framework: Framework }
  | { ok: true; kind: 'crosswalk'; crosswalk: Crosswalk }
  | { ok: false; reasons: Reason[] }

/** Reads a pack. `isKnown` says which requirements there are for the ends of a crosswalk. */
export function openPack(pack: Pack, isKnown: (requirementId: string) => boolean): OpenedPack {
  if (pack.kind === 'crosswalk') {
    const parsed = parseCrosswalk(pack.content.crosswalk, isKnown)
    return parsed.ok ? { ok: true, kind: 'crosswalk', crosswalk: parsed.crosswalk } : parsed
  }
  const { framework, rules } = pack.content
  const parsed = parseFramework(framework, rules ?? undefined)
  return parsed.ok ? { ok: true, kind: 'framework', framework: parsed.framework } : parsed
}

/**
 * The library of whoever has switched on these packs. A crosswalk may lead to a framework that is
 * switched off, or to a requirement that a later release took away: such a mapping rests.
 */
export function joinPacks(
  frameworks: readonly Framework[],
  crosswalks: readonly Crosswalk[],
): Library {
  const ids = new Set(frameworks.flatMap(({ requirements }) => requirements.map(({ id }) => id)))
  const present = new Set(frameworks.map(({ id }) => id))
  return new Library(
    frameworks,
    crosswalks.map((each) => ({
      ...each,
      mappings: each.mappings.filter(({ from, to }) => ids.has(from) && ids.has(to)),
      without: each.without.filter(
        ({ from, framework }) => present.has(frameworkOf(from)) && present.has(framework),
      ),
    })),
  )
}

import {
  compareCrosswalks,
  compareReleases,
  requirementsToLookAt,
} from '@primum/core/frameworks/compare-releases'
import type { ContentChange } from '@primum/core/frameworks/compare-releases'
import type { Crosswalk } from '@primum/core/frameworks/crosswalk'
import type { Framework } from '@primum/core/frameworks/framework'
import { openPack } from '@primum/core/frameworks/pack'
import type { Pack } from '@primum/core/frameworks/pack'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { loadSnapshot } from './kept-packs.ts'
import type { KeptPack } from './kept-packs.ts'
import type { contentRelease } from './schemas.ts'
import type { PackRow } from './store.ts'

type Shown = z.infer<typeof contentRelease>['changes'][number]

/** From what is in force to another release: what changes, and what has to be looked at again. */
export type Step = {
  /** null where it is a crosswalk, or was not here before */
  before: Framework | null
  after: Framework | null
  /** all of it as added where nothing of it was here, or what was can no longer be read */
  changes: Shown[]
  /** whether there was nothing to compare it with: then it is shown, and reopens nothing */
  isWhole: boolean
  /** requirements with why they have to be looked at */
  lookAt: Map<string, string[]>
  /** mappings that are no longer what they were, `from to` */
  mappings: string[]
}

/** Refuses a release that cannot be read; `row` is what is in force, null where nothing is. */
export async function stepTo(ctx: Context, row: PackRow | null, next: KeptPack): Promise<Step> {
  const after = open(next.pack)
  const known = row === null ? null : await loadSnapshot(ctx, next.head.kind, row.digest)
  const before = known === null ? null : openOrNull(known)
  if (after.kind === 'crosswalk') {
    const was = before?.kind === 'crosswalk' ? before.crosswalk : null
    const changes = compareCrosswalks(was ?? nothingOfCrosswalk(after.crosswalk), after.crosswalk)
    return {
      ...{ before: null, after: null, lookAt: new Map(), isWhole: was === null },
      changes: changes.map((each) => ({ ...each, title: titleOfMapping(after.crosswalk, each) })),
      mappings: changes
        .filter(({ matters, change }) => matters && change !== 'added')
        .map(({ id }) => id),
    }
  }
  const { framework } = after
  const was = before?.kind === 'framework' ? before.framework : null
  const changes = compareReleases(was ?? nothingOf(framework), framework)
  return {
    ...{ before: was, after: framework, mappings: [], isWhole: was === null },
    changes: changes.map((each) => ({ ...each, title: titleOf(each, framework, was) })),
    // Of what nothing is compared with, nobody can say that it has changed: nobody looks again.
    lookAt: was === null ? new Map() : requirementsToLookAt(changes, was, framework),
  }
}

const nothingOf = (framework: Framework): Framework => ({
  ...framework,
  ...{ requirements: [], rules: [] },
})

const nothingOfCrosswalk = (crosswalk: Crosswalk): Crosswalk => ({ ...crosswalk, mappings: [] })

function open(pack: Pack) {
  // Where the ends of mappings lead was looked at before it came here.
  const opened = openPack(pack, () => true)
  if (opened.ok) return opened
  throw refusedBecause(opened.reasons)
}

/** What this program no longer understands is not compared: everything of the next one is new. */
function openOrNull(pack: Pack) {
  const opened = openPack(pack, () => true)
  return opened.ok ? opened : null
}

function titleOf({ id, kind }: ContentChange, after: Framework, before: Framework | null): string {
  const frameworks = [after, ...(before === null ? [] : [before])]
  if (kind === 'requirement') {
    return frameworks.map((each) => titleIn(each, id)).find((title) => title !== null) ?? id
  }
  const rule = frameworks.flatMap(({ rules }) => rules).find((each) => each.id === id)
  const about = (rule?.requirements ?? []).map((each) => titleIn(after, each) ?? each)
  return about.slice(0, 3).join('; ') || id
}

function titleIn({ requirements }: Framework, id: string): string | null {
  return requirements.find((each) => each.id === id)?.title ?? null
}

function titleOfMapping({ mappings }: Crosswalk, { id }: ContentChange): string {
  const found = mappings.find(({ from, to }) => `${from} ${to}` === id)
  return found === undefined
    ? id.replace(' ', ' to ')
    : `${found.from} ${found.relation} ${found.to}`
}

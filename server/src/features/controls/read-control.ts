import type { z } from 'zod'
import { carryOver } from '@primum/core/frameworks/carry-over'
import type { Mapping } from '@primum/core/frameworks/crosswalk'
import type { Library } from '@primum/core/frameworks/library'
import type { Context } from '../../context.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { loadAdoption } from '../adopted-mappings/adoption.ts'
import { loadEvidenceOf } from './control-evidence.ts'
import { loadControl } from './loaded-control.ts'
import type { ControlSummary } from './loaded-control.ts'
import type { control } from './schemas.ts'

type Control = z.infer<typeof control>

/** The list of evidence has the rest, by its target. */
const mostEvidence = 100

/** A control with everything that it is judged by, and what it carries to by the crosswalk. */
export async function readControl(ctx: Context, id: string): Promise<Control> {
  ctx.authorize('controls.read')
  const { summary, tests } = await loadControl(ctx, id)
  const evidence = await loadEvidenceOf(ctx, [id], mostEvidence)
  const library = await libraryOf(ctx)
  const isAdopted = await loadAdoption(ctx)
  const titleOf = (requirementId: string) => library.requirement(requirementId)?.title ?? null
  return {
    ...summary,
    requirements: summary.requirements.map((each) => ({
      ...each,
      title: titleOf(each.requirementId),
    })),
    reaches: reachesOf(library, summary.requirements, isAdopted),
    evidence: evidence.get(id) ?? [],
    evidenceCounts: summary.evidence,
    tests,
  }
}

/** Where the control itself names the other requirement, that is what counts. */
function reachesOf(
  library: Library,
  requirements: ControlSummary['requirements'],
  isAdopted: (mapping: Mapping) => boolean,
): Control['reaches'] {
  const own = new Set(requirements.map(({ requirementId }) => requirementId))
  return requirements.flatMap(({ requirementId, reach }) =>
    library.mappings
      .of(requirementId)
      .filter(({ to }) => !own.has(to) && library.requirement(to)?.role === 'requirement')
      .map((mapping) => {
        const adopted = isAdopted(mapping)
        const { carries, reason } = carryOver(mapping, adopted)
        const less = carries === 'whole' && reach === 'part'
        return {
          requirementId: mapping.to,
          title: library.requirement(mapping.to)?.title ?? null,
          from: requirementId,
          relation: mapping.relation,
          rationale: mapping.rationale,
          adopted,
          carries: less ? 'part' : carries,
          reason: less ? `${reason}, of which the control meets a part` : reason,
        }
      }),
  )
}

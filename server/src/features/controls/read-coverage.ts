import type { z } from 'zod'
import type { Control } from '@primum/core/controls/control'
import { countCoverage, coverage } from '@primum/core/frameworks/coverage'
import type { Contribution, CoverageSources } from '@primum/core/frameworks/coverage'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { loadAdoption } from '../adopted-mappings/adoption.ts'
import { completeControls, selectControls } from './loaded-control.ts'
import type { LoadedControl } from './loaded-control.ts'
import type { frameworkCoverage } from './schemas.ts'

/**
 * How far the controls of the organization meet each requirement of a framework. `excluded` says why
 * one was declared not applicable.
 */
export async function readCoverage(
  ctx: Context,
  frameworkId: string,
  excluded: CoverageSources['excluded'],
): Promise<z.infer<typeof frameworkCoverage>> {
  ctx.authorize('controls.read')
  const library = await libraryOf(ctx)
  const framework = library.frameworks.get(frameworkId)
  if (framework === undefined) throw notFound('framework', frameworkId)
  const isAdopted = await loadAdoption(ctx)
  const controls = await loadCountingControls(ctx)
  const found = coverage(framework, { controls, mappings: library.mappings, isAdopted, excluded })
  const { id, title, release } = framework
  return {
    framework: { id, title, release },
    counts: countCoverage(found),
    items: found.map(({ requirement, contributions, ...rest }) => ({
      ...rest,
      requirement: {
        id: requirement.id,
        title: requirement.title,
        kind: requirement.kind,
        parent: requirement.parent ?? null,
      },
      contributions: contributions.map(toContribution),
    })),
  }
}

function toContribution({ via, ...rest }: Contribution) {
  if (via === null) return { ...rest, via }
  const { from, to, relation, basis, rationale, crosswalk } = via
  return { ...rest, via: { from, to, relation, basis, rationale, crosswalk } }
}

/** Every control that is not retired, as core counts it. */
async function loadCountingControls(ctx: Context): Promise<Control[]> {
  const rows = await selectControls(ctx)
    .where('controls.retired_at', 'is', null)
    .orderBy('sort_value')
    .execute()
  return (await completeControls(ctx, rows)).map(toControl)
}

function toControl({ summary, implementation }: LoadedControl): Control {
  const { id, reference, title, requirements } = summary
  return { id, reference, title, implementation, requirements }
}

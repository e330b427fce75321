import { binnedEvidence, scoreEdges } from '@primum/core/evaluation/binned-scores'
import { exactEvidence } from '@primum/core/evaluation/exact-scores'
import type { LocatedCounts } from '@primum/core/statistics/scored-counts'
import { badLabel, findBadRows } from './bad-values.ts'
import { type ColumnRoles, resolveRoles } from './column-roles.ts'
import type { Database } from './database.ts'
import type { Dataset } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { labelExpression } from './expressions.ts'
import { sampleScores } from './sample-columns.ts'
import { type ScoreMode, scanPlan } from './scan-plan.ts'
import type { Scanners } from './scanners.ts'

/** Throws a DatasetError naming the rows of a baseline whose label is none. */
export async function checkBaselineLabels(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
): Promise<void> {
  const label = resolveRoles(dataset, roles).get(roles.label)!
  const found = await findBadRows(database, dataset, label, `${labelExpression(label)} = 9`)
  if (found.length > 0) {
    const problems = found.map(({ row, text }) => badLabel(label, row, text))
    throw new DatasetError(
      problems.map((each) => ({ ...each, message: `${dataset.name}: ${each.message}` })),
    )
  }
}

/**
 * Labelled predictions of a baseline by score: what a performance without outcomes is calibrated
 * on. A reading of two columns, wanted only where the dataset has predictions without an outcome.
 */
export async function labelledBaseline(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  options: {
    rows: number
    thresholds: readonly number[]
    exactUpTo: number
    scanners: Scanners
  },
): Promise<LocatedCounts> {
  const { rows, thresholds, exactUpTo, scanners } = options
  const columns = resolveRoles(dataset, roles)
  const scores: ScoreMode =
    rows <= exactUpTo
      ? { kind: 'exact' }
      : {
          kind: 'bins',
          edges: scoreEdges(
            await sampleScores(database, dataset, columns.get(roles.score)!, rows),
            thresholds,
          ),
        }
  const plan = scanPlan(dataset, roles, columns, {
    attributes: [],
    features: [],
    scores,
    clusters: false,
  })
  const { exact, bins } = await scanners.scan(plan, rows)
  const [everyone] = exact === null ? binnedEvidence(bins!) : exactEvidence(exact, [])
  return everyone!.counts
}

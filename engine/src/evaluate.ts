import type { EvaluationLimits, EvaluationRequest } from './evaluation-request.ts'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { baselineUnit } from './baseline-roles.ts'
import { buildReport } from './build-report.ts'
import { checkDataset } from './check-dataset.ts'
import { type ColumnRoles, resolveRoles } from './column-roles.ts'
import { countPairs } from './count-pairs.ts'
import { type Dataset, openDataset } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { encounterFacts } from './encounter-facts.ts'
import { readLeadTimes } from './lead-times.ts'
import { groupValues } from './group-values.ts'
import { numericFeatures } from './numeric-features.ts'
import { checkBaselineLabels, labelledBaseline } from './labelled-baseline.ts'
import { prepareBaseline } from './prepare-baseline.ts'
import { sampleDrift } from './sample-drift.ts'
import { sampleScores } from './sample-columns.ts'
import { type ScoreMode, scanPlan } from './scan-plan.ts'
import { binnedEvidence, scoreEdges } from '@primum/core/evaluation/binned-scores'
import { type Aggregation, requireRoles, stageDataset } from './stage-dataset.ts'
import { countRows, rowsOf } from './row-counts.ts'
import { withUnknownLabels } from './unlabelled-dataset.ts'
import { type Reader, withReader } from './with-reader.ts'

export const defaultExactUpTo = 2_000_000

/**
 * Measures one file of predictions. Rejects with a DatasetError naming column and row where the
 * file cannot be used, and with the signal's reason where it was aborted; nothing is left behind.
 * Throws RangeError for thresholds that are not finite numbers, ascending.
 */
export async function evaluate(
  request: EvaluationRequest,
  limits: EvaluationLimits,
): Promise<EvaluationReport> {
  assertThresholds(request.thresholds)
  return withReader(limits, (reader) => evaluateWith(reader, request, limits))
}

function assertThresholds(thresholds: readonly number[]): void {
  thresholds.forEach((threshold, index) => {
    const ascends = index === 0 || threshold > thresholds[index - 1]!
    if (!Number.isFinite(threshold) || !ascends) {
      throw new RangeError(`threshold ${threshold} at index ${index}: finite, ascending, each once`)
    }
  })
}

async function evaluateWith(
  reader: Reader,
  request: EvaluationRequest,
  limits: EvaluationLimits,
): Promise<EvaluationReport> {
  const { database, folder, step } = reader
  // At once, so that the threads are ready when the first scan comes.
  const scanners = reader.scanners()
  const { roles, thresholds } = request
  step('Looking at the file', 0)
  const opened = await openDataset(database, request.path)
  const givenBaseline =
    request.baseline === null ? null : await openDataset(database, request.baseline)
  const given = withUnknownLabels(opened, givenBaseline, roles.label)
  const both = givenBaseline === null ? [given] : [given, givenBaseline]
  const unit = baselineUnit(givenBaseline, roles, request.aggregation)
  allRoles([
    () => resolveRoles(given, roles),
    () => requireRoles(roles, request.aggregation),
    ...(givenBaseline === null ? [] : [() => resolveRoles(givenBaseline, unit.roles)]),
  ])
  // Both files are read alike: a column is a number where it is one in both.
  const numeric = await numericFeatures(database, both, roles.features)
  const facts = await checkDataset(database, given, roles, resolveRoles(given, roles))
  step('Reading the columns', 0.1)
  const { aggregation } = request
  const stage = (
    dataset: Dataset,
    name: string,
    more: { roles: ColumnRoles; aggregation: Aggregation },
  ) =>
    dataset.format === 'parquet' && more.aggregation === 'none'
      ? dataset
      : stageDataset(database, dataset, more.roles, resolveRoles(dataset, more.roles), {
          folder,
          name,
          aggregation: more.aggregation,
          numeric,
        })
  const dataset = await stage(given, 'dataset', { roles, aggregation })
  const columns = resolveRoles(dataset, roles)
  const rows = await countRows(database, dataset)
  const attributes = await groupValues(
    database,
    dataset.relation,
    roles.groups.map((name) => columns.get(name)!),
  )
  step('Reading the baseline', 0.2)
  // Looked at only where the outcomes of the baseline are wanted: see `labelledBaseline`.
  if (givenBaseline !== null && facts.unlabelled > 0) {
    await checkBaselineLabels(database, givenBaseline, unit.roles)
  }
  const stagedBaseline = givenBaseline && (await stage(givenBaseline, 'baseline', unit))
  const baseline =
    stagedBaseline === null
      ? null
      : await prepareBaseline(database, stagedBaseline, unit.roles, {
          numeric,
          scanners,
          name: request.baselineName ?? stagedBaseline.name,
        })
  const exact = rows <= (request.exactUpTo ?? defaultExactUpTo)
  const scores: ScoreMode = exact
    ? { kind: 'exact' }
    : {
        kind: 'bins',
        edges: scoreEdges(
          await sampleScores(database, dataset, columns.get(roles.score)!, rows),
          thresholds,
        ),
      }
  step('Counting', 0.3)
  const clusters = roles.patient !== undefined && exact
  const plan = scanPlan(dataset, roles, columns, {
    attributes,
    features: baseline?.features ?? [],
    scores,
    clusters,
  })
  // Called from an event, where an error would end the process: it tells and never throws.
  const scanned = await scanners.scan(plan, rows, (done) =>
    limits.onProgress?.({ step: 'Counting', share: 0.3 + (0.5 * done) / Math.max(1, rows) }),
  )
  step('Comparing groups', 0.8)
  const pairs = await countPairs(database, dataset, roles, columns, thresholds)
  const leadHours = await readLeadTimes(database, given, roles, thresholds[0])
  const before = baseline && stagedBaseline && { dataset: stagedBaseline, rows: rowsOf(baseline) }
  const multivariate =
    before === null || request.multivariate === undefined
      ? null
      : await sampleDrift(
          database,
          { current: { dataset, rows }, baseline: before },
          baseline!.features.slice(1),
          { ...request.multivariate, minimum: request.minimum },
        )
  const labelled =
    before === null || facts.unlabelled === 0
      ? null
      : await labelledBaseline(database, before.dataset, unit.roles, {
          rows: before.rows,
          thresholds,
          exactUpTo: request.exactUpTo ?? defaultExactUpTo,
          scanners,
        })
  const encounters = await encounterFacts(database, given, roles, { thresholds, attributes })
  step('Computing', 0.9)
  const evidence =
    scanned.exact === null
      ? binnedEvidence(scanned.bins!)
      : await scanners.evidence(scanned.exact, attributes)
  const report = buildReport({
    request,
    name: given.name,
    facts,
    rows,
    attributes,
    scanned,
    evidence,
    baseline,
    pairs,
    leadHours,
    encounters,
    multivariate,
    labelledBaseline: labelled,
    baselineByRow: unit.aggregation !== request.aggregation,
  })
  step('Done', 1)
  return report
}

/** Every problem of every file at once, rather than one with each attempt. */
function allRoles(checks: readonly (() => void)[]): void {
  const problems = checks.flatMap((check) => {
    try {
      check()
      return []
    } catch (error) {
      if (error instanceof DatasetError) return error.problems
      throw error
    }
  })
  if (problems.length > 0) throw new DatasetError(problems)
}

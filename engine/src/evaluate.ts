import type { EvaluationLimits, EvaluationRequest } from './evaluation-request.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { buildReport } from './build-report.ts'
import { checkDataset } from './check-dataset.ts'
import { type ColumnRoles, resolveRoles } from './column-roles.ts'
import { countPairs } from './count-pairs.ts'
import { type Database, openDatabase } from './database.ts'
import { type Dataset, openDataset } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { encounterFacts } from './encounter-facts.ts'
import { readLeadTimes } from './lead-times.ts'
import { groupValues } from './group-values.ts'
import { numericFeatures } from './numeric-features.ts'
import { prepareBaseline } from './prepare-baseline.ts'
import { type Scanners, startScanners } from './scanners.ts'
import { sampleScores } from './sample-columns.ts'
import { type ScoreMode, scanPlan } from './scan-plan.ts'
import { scoreEdges } from '@primum/core/evaluation/binned-scores'
import { type Aggregation, requireRoles, stageDataset } from './stage-dataset.ts'

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
  const { signal } = limits
  signal?.throwIfAborted()
  const folder = await mkdtemp(join(limits.temporaryFolder ?? tmpdir(), 'primum-evaluation-'))
  let database: Database | null = null
  const scanners = startScanners(limits)
  // A query that has begun would otherwise hold up the end until it is done.
  const interrupt = () => database?.connection.interrupt()
  try {
    database = await openDatabase({
      threads: limits.workers,
      memoryMegabytes: limits.memoryMegabytes,
      temporaryFolder: join(folder, 'spill'),
    })
    signal?.addEventListener('abort', interrupt)
    return await evaluateWith(database, scanners, folder, request, limits)
  } catch (error) {
    // An interrupted query says so in words of its own; the reason is the caller's.
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', interrupt)
    await scanners.close()
    database?.close()
    await rm(folder, { recursive: true, force: true })
  }
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
  database: Database,
  scanners: Scanners,
  folder: string,
  request: EvaluationRequest,
  limits: EvaluationLimits,
): Promise<EvaluationReport> {
  const { roles, thresholds } = request
  const step = (name: string, share: number) => {
    limits.signal?.throwIfAborted()
    limits.onProgress?.({ step: name, share })
  }
  step('Looking at the file', 0)
  const given = await openDataset(database, request.path)
  const givenBaseline =
    request.baseline === null ? null : await openDataset(database, request.baseline)
  const both = givenBaseline === null ? [given] : [given, givenBaseline]
  const baselineRoles = {
    score: roles.score,
    label: roles.label,
    groups: [],
    features: roles.features,
  }
  allRoles([
    () => resolveRoles(given, roles),
    () => requireRoles(roles, request.aggregation),
    ...(givenBaseline === null ? [] : [() => resolveRoles(givenBaseline, baselineRoles)]),
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
  const baseline =
    givenBaseline === null
      ? null
      : await prepareBaseline(
          database,
          await stage(givenBaseline, 'baseline', { roles: baselineRoles, aggregation: 'none' }),
          baselineRoles,
          { numeric, scanners, name: request.baselineName ?? givenBaseline.name },
        )
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
  step('Computing', 0.9)
  const report = buildReport({
    request,
    name: given.name,
    facts,
    rows,
    attributes,
    scanned,
    baseline,
    pairs,
    leadHours,
    encounters: await encounterFacts(database, given, roles),
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

async function countRows(database: Database, { relation }: Dataset): Promise<number> {
  const [answer] = await database.ask<{ rows: number }>(`SELECT count(*) AS rows FROM ${relation}`)
  return answer!.rows
}

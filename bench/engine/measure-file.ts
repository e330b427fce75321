import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { binnedEvidence, scoreEdges } from '@primum/core/evaluation/binned-scores'
import { columnDrift } from '@primum/core/evaluation/column-drift'
import { auroc } from '@primum/core/statistics/auroc'
import { confusionMatrix } from '@primum/core/statistics/confusion-matrix'
import { resolveRoles } from '@primum/engine/column-roles'
import { openDatabase } from '@primum/engine/database'
import { openDataset } from '@primum/engine/dataset'
import { defaultExactUpTo } from '@primum/engine/evaluate'
import { groupValues } from '@primum/engine/group-values'
import { prepareBaseline } from '@primum/engine/prepare-baseline'
import { sampleScores } from '@primum/engine/sample-columns'
import { scanPlan } from '@primum/engine/scan-plan'
import type { ScoreMode } from '@primum/engine/scan-plan'
import { startScanners } from '@primum/engine/scanners'
import { numericColumns } from './predictions-file.ts'

// The work of the peers through the engine's own parts, once for each line of the input:
// node bench/engine/measure-file.ts <predictions> <baseline> <threshold>
const [, , path = '', baselinePath = '', limit = '0.15'] = process.argv
const threshold = Number(limit)
const limits = { workers: 2, memoryMegabytes: 192 }
const roles = { score: 'score', label: 'label', groups: ['grp'], features: numericColumns.slice(1) }

const scanners = startScanners(limits)
// The peers have loaded their packages too before they are asked.
await scanners.edges([])
for await (const _ of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await measured())}\n`)
}
await scanners.close()

async function measured(): Promise<unknown> {
  const started = performance.now()
  const database = await openDatabase({ threads: 2, memoryMegabytes: limits.memoryMegabytes })
  const dataset = await openDataset(database, path)
  const columns = resolveRoles(dataset, roles)
  const [counted] = await database.ask<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${dataset.relation}`,
  )
  const rows = counted?.rows ?? 0
  const attributes = await groupValues(database, dataset.relation, [columns.get('grp')!])
  const baseline = await prepareBaseline(
    database,
    await openDataset(database, baselinePath),
    { ...roles, groups: [] },
    { numeric: new Set(numericColumns), scanners, name: 'baseline' },
  )
  const scores: ScoreMode =
    rows <= defaultExactUpTo
      ? { kind: 'exact' }
      : {
          kind: 'bins',
          edges: scoreEdges(await sampleScores(database, dataset, columns.get('score')!, rows), [
            threshold,
          ]),
        }
  const plan = scanPlan(dataset, roles, columns, {
    attributes,
    features: baseline.features,
    scores,
    clusters: false,
  })
  const scanned = await scanners.scan(plan, rows)
  const segments =
    scanned.exact === null
      ? binnedEvidence(scanned.bins!)
      : await scanners.evidence(scanned.exact, attributes)
  const looks = baseline.features.length
  const drift = baseline.features.map((feature, index) => {
    const found = columnDrift(feature, baseline.counts[index]!, scanned.cells[index]!, {
      minimum: 0,
      looks,
    })
    const { metrics } = found
    return {
      feature: feature.name,
      psi: metrics['population-stability-index'].value,
      jensenShannon: metrics['jensen-shannon-distance'].value,
      hellinger: metrics['hellinger-distance'].value,
      kolmogorovSmirnov: metrics['kolmogorov-smirnov'],
    }
  })
  const area = auroc(segments[0]!.counts)
  const groups = Object.fromEntries(
    segments
      .slice(1)
      .filter(({ n }) => n > 0)
      .map(({ segment, counts }) => [segment.value, confusionMatrix(counts, threshold)]),
  )
  const seconds = (performance.now() - started) / 1000
  database.close()
  const residentMegabytes = (process.resourceUsage().maxRSS * 1024) / 1e6
  const auc = {
    value: area.value,
    certifiedBound: scanned.exact === null ? area.certifiedBound : 0,
  }
  return { seconds, residentMegabytes, rows: scanned.rows, auroc: auc, groups, drift }
}

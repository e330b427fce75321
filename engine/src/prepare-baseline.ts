import type { FeatureBins } from '@primum/core/monitoring/binning'
import { type ColumnRoles, resolveRoles } from './column-roles.ts'
import type { Database } from './database.ts'
import type { Dataset, DatasetColumn } from './dataset.ts'
import { listedCategories } from './group-values.ts'
import type { PreparedBaseline } from './prepared-baseline.ts'
import { countRows } from './row-counts.ts'
import { sampleColumns, sampleEvery } from './sample-columns.ts'
import { scanPlan } from './scan-plan.ts'
import type { Scanners } from './scanners.ts'
import { storedNumbers } from './stored-plan.ts'

type Counted = { feature: FeatureBins; counts: Uint32Array }

/** Cells from the baseline alone, and its own rows counted in them. */
export async function prepareBaseline(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
  settings: { numeric: ReadonlySet<string>; scanners: Scanners; name: string },
): Promise<PreparedBaseline> {
  const columns = resolveRoles(dataset, roles)
  const rows = await countRows(database, dataset)
  const names = [roles.score, ...roles.features]
  const numeric = names.filter((name) => name === roles.score || settings.numeric.has(name))
  const stored = await storedCells(dataset, columns, numeric, { ...settings, rows })
  const others: FeatureBins[] = await bins(
    database,
    dataset,
    names.filter((name) => !stored.has(name)).map((name) => columns.get(name)!),
    { ...settings, numeric: new Set(numeric), rows },
  )
  const plan = scanPlan(dataset, roles, columns, {
    attributes: [],
    features: others,
    scores: { kind: 'none' },
    clusters: false,
  })
  const cells = others.length === 0 ? [] : (await settings.scanners.scan(plan, rows)).cells
  const counted = new Map(stored)
  others.forEach((feature, index) => {
    counted.set(feature.name, { feature, counts: cells[index]! })
  })
  return {
    name: settings.name,
    features: names.map((name) => counted.get(name)!.feature),
    counts: names.map((name) => counted.get(name)!.counts),
  }
}

/** Cells of the columns that can be read as they lie in the file, by name. */
async function storedCells(
  dataset: Dataset,
  columns: ReadonlyMap<string, DatasetColumn>,
  numeric: readonly string[],
  { scanners, rows }: { scanners: Scanners; rows: number },
): Promise<Map<string, Counted>> {
  const stored = numeric.flatMap((name) => {
    const column = storedNumbers(dataset, columns.get(name)!)
    return column === null ? [] : [{ name, column }]
  })
  const found = await scanners.baselineColumns(
    stored.map(({ column }) => column),
    sampleEvery(rows),
  )
  return new Map(
    stored.map(({ name }, index) => {
      const { edges, counts } = found[index]!
      return [name, { feature: numericBins(name, edges), counts }]
    }),
  )
}

/** Cells of the columns that the reader has to read. */
async function bins(
  database: Database,
  dataset: Dataset,
  columns: readonly DatasetColumn[],
  settings: { numeric: ReadonlySet<string>; scanners: Scanners; rows: number },
): Promise<FeatureBins[]> {
  const numeric = columns.filter(({ name }) => settings.numeric.has(name))
  const samples = await sampleColumns(database, dataset, numeric, settings.rows)
  const edges = await settings.scanners.edges(samples)
  const found: FeatureBins[] = []
  for (const column of columns) {
    const { name } = column
    const place = numeric.indexOf(column)
    if (place >= 0) found.push(numericBins(name, edges[place]!))
    else {
      const listed = await listedCategories(database, dataset.relation, column)
      found.push({ name, kind: 'categorical', offset: 0, edges: [], listed })
    }
  }
  return found
}

function numericBins(name: string, edges: number[]): FeatureBins {
  return { name, kind: 'numeric', offset: 0, edges, listed: [] }
}

import type { DuckDBValue } from '@duckdb/node-api'
import type { FileDataset, Recoding } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import type { DatasetRow } from './dataset-row.ts'

type Cell = (name: string) => DuckDBValue
type Refuse = (field: string, problem: string, remedy: string) => never

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Turns one row of the query into a `DatasetRow`, or says which cell of which row is wrong. */
export function rowOf(dataset: FileDataset, cell: Cell, index: number): DatasetRow {
  const { columns, files } = dataset
  const refuse: Refuse = (field, problem, remedy) => {
    const row = Number(cell('row'))
    throw new DatasetError(files.predictions, [{ field, row, problem, remedy }])
  }
  const id = required(cell('id'), 'columns.id', refuse)
  if (columns.order?.as === 'numeric') {
    const order = required(cell('order'), 'columns.order', refuse)
    if (!decimal.test(order)) refuse('columns.order', `"${order}" is no number`, 'Order as text')
  }
  const score = numberIn(cell('score'), 'columns.score', refuse)
  if (score === null || score < 0 || score > 1) {
    refuse('columns.score', `${score ?? 'nothing'} is no risk`, 'Give a score from 0 to 1')
  }
  return {
    id,
    index,
    time: timeOf(dataset, cell, refuse),
    patient: required(cell('patient'), 'columns.patient', refuse),
    score,
    ...outcomeOf(dataset, cell, refuse),
    site: recoded(cell('site'), columns.site ?? {}),
    groups: Object.fromEntries(
      dataset.groups.map((it) => [it.attribute, recoded(cell(`group ${it.attribute}`), it)]),
    ),
    features: Object.fromEntries(
      dataset.features.map((it, at) => {
        const value = cell(`feature ${it.name}`)
        if (it.kind === 'categorical') return [it.name, recoded(value, it)]
        const number = numberIn(value, `features[${at}] (${it.name})`, refuse, it.missing)
        return [it.name, number]
      }),
    ),
  }
}

function timeOf({ columns }: FileDataset, cell: Cell, refuse: Refuse): string | null {
  if (columns.time === undefined) return null
  const microseconds = cell('time')
  if (typeof microseconds === 'number') return new Date(microseconds / 1000).toISOString()
  return refuse('columns.time', 'is no time', 'Write times as 2025-01-31T08:15:00Z')
}

function outcomeOf(dataset: FileDataset, cell: Cell, refuse: Refuse) {
  const { label: mapping } = dataset.columns
  const absent = mapping.events?.absence === 'negative' ? 0 : null
  const label = labelOf(cell('label'), mapping.positive, absent, refuse)
  if (label !== 1) return { label, outcomeDelayDays: null }
  const delay = numberIn(cell('delay'), 'columns.label', refuse)
  if (delay === null && mapping.events?.time !== undefined) {
    const remedy = 'Fill both as 2025-01-31T08:15:00Z, or remove time and since'
    refuse('columns.label.events.time', 'the event or its prediction has no readable time', remedy)
  }
  if (delay !== null && delay < 0) {
    const problem = `the outcome is ${-delay} days before the prediction`
    refuse('columns.label', problem, 'Correct the times, or leave the row out')
  }
  // An outcome after the horizon is not the outcome that was predicted.
  const late = delay !== null && delay > dataset.horizonDays
  return late ? { label: 0 as const, outcomeDelayDays: null } : { label, outcomeDelayDays: delay }
}

function labelOf(
  value: DuckDBValue,
  positive: string | undefined,
  absent: 0 | null,
  refuse: Refuse,
): 0 | 1 | null {
  if (value === null) return absent
  const text = String(value)
  if (positive !== undefined) return text === positive ? 1 : 0
  if (text === '1' || text === '1.0' || text === 'true') return 1
  if (text === '0' || text === '0.0' || text === 'false') return 0
  return refuse('columns.label', `"${text}" is neither 1 nor 0`, 'Say which value is positive')
}

function required(value: DuckDBValue, field: string, refuse: Refuse): string {
  return typeof value === 'string' ? value : refuse(field, 'is empty', 'Fill it, or drop the row')
}

function recoded(value: DuckDBValue, { values, missing }: Recoding): string | null {
  if (typeof value !== 'string' || missing?.includes(value)) return null
  return values?.[value] ?? value
}

function numberIn(
  value: DuckDBValue,
  field: string,
  refuse: Refuse,
  missing: readonly string[] = [],
): number | null {
  if (value === null || Number.isNaN(value) || missing.includes(String(value))) return null
  const number = typeof value === 'string' && !decimal.test(value) ? Number.NaN : Number(value)
  // Formats write one number in several ways: -1 is also -1.0.
  if (missing.some((it) => decimal.test(it) && Number(it) === number)) return null
  if (Number.isFinite(number)) return number
  return refuse(field, `"${String(value)}" is no number`, 'Correct it, or list it under missing')
}

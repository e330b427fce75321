import type { ScoreCount, ScoredPair } from '../src/telemetry/port.ts'
import { makePredictions, randomFrom } from './telemetry-fixture.ts'

export type Row = Omit<ReturnType<typeof makePredictions>[number], 'patient'> & {
  patient: string | null
}
export type Sent = { predictionId: string; label: 0 | 1; revision: number; observedAt: string }

/** Declared by the version, beside the site. */
export const groups = ['ward-type', 'sex']

/** Revisions in any order, corrections, and predictions whose outcome never comes. */
export function outcomesOf(rows: Row[]): Sent[] {
  const random = randomFrom(11)
  return rows
    .filter(() => random() < 0.6)
    .flatMap((row) =>
      [3, 1, 2].slice(0, 1 + Math.floor(random() * 3)).map((revision) => ({
        predictionId: row.id,
        label: random() < 0.4 ? (1 as const) : (0 as const),
        revision,
        observedAt: '2026-02-01T00:00:00Z',
      })),
    )
}

function newestOf(outcomes: Sent[]): Map<string, Sent> {
  const newest = new Map<string, Sent>()
  for (const sent of outcomes) {
    if (sent.revision > (newest.get(sent.predictionId)?.revision ?? 0)) {
      newest.set(sent.predictionId, sent)
    }
  }
  return newest
}

/** What any engine must count, by the plainest way there is. */
export function countPlainly(rows: Row[], outcomes: Sent[], edges: number[]): ScoreCount[] {
  const newest = newestOf(outcomes)
  const cells = new Map<string, ScoreCount>()
  for (const row of rows) {
    const declared: Record<string, string | null> = row.groups
    const segments = [['', ''], ...groups.map((name) => [name, declared[name] ?? 'unknown'])]
    if (row.site !== undefined) segments.push(['site', row.site])
    for (const [attribute, value] of segments as [string, string][]) {
      const day = new Date(row.predictedAt).toISOString().slice(0, 10)
      const bin = edges.filter((edge) => edge <= row.score).length
      const label = newest.get(row.id)?.label ?? null
      const key = JSON.stringify([day, attribute, value, bin, label])
      const cell = cells.get(key) ?? { day, attribute, value, bin, label, count: 0 }
      cells.set(key, { ...cell, count: cell.count + 1 })
    }
  }
  return inOrder([...cells.values()])
}

export function inOrder<T>(values: T[]): T[] {
  return values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/**
 * Patients seen at several moments by one version, the other or both, by a version twice at once,
 * before 1970, and under no pseudonym; outcomes that came for either or for both, and corrected.
 */
export function pairedRows() {
  const random = randomFrom(23)
  const predictions: Row[] = ['1.0.0', '2.0.0'].flatMap((version, at) =>
    makePredictions(600, 31 + at).map((row) => {
      const minute = String(Math.floor(random() * 2)).padStart(2, '0')
      const day = random() < 0.1 ? '1931-02-03' : `2026-01-0${1 + Math.floor(random() * 3)}`
      const patient = random() < 0.1 ? null : `subject-${Math.floor(random() * 120)}`
      const id = `${random() < 0.5 ? 'Z' : 'a'}-${row.id}`
      const score = Math.floor(random() * 40) / 39
      return { ...row, id, version, score, predictedAt: `${day}T08:${minute}:00.123Z`, patient }
    }),
  )
  return { predictions, outcomes: outcomesOf(predictions).filter(() => random() < 0.4) }
}

/** The pairs by the plainest way there is. */
export function pairPlainly(sent: ReturnType<typeof pairedRows>, day = '') {
  const newest = newestOf(sent.outcomes)
  const order = (row: Row) => `${row.predictedAt} ${row.id}`
  const sorted = sent.predictions
    .filter((row) => row.patient !== null && row.predictedAt.startsWith(day))
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
  const pairs = new Map<string | null, ScoredPair>()
  for (const one of sorted.filter((row) => row.version === '1.0.0')) {
    const two = sorted.find(
      ({ version, patient, predictedAt }) =>
        version === '2.0.0' && patient === one.patient && predictedAt === one.predictedAt,
    )
    if (two === undefined || pairs.has(one.patient)) continue
    const labels = [one, two].flatMap(({ id }) => newest.get(id)?.label ?? [])
    const label = labels.includes(1) ? 1 : labels.includes(0) ? 0 : null
    pairs.set(one.patient, { a: one.score, b: two.score, label })
  }
  return [...pairs.values()]
}

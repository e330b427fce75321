import type { AiSystem, Version } from '../../cli/src/systems.ts'
import type { Server } from '../../cli/src/server.ts'
import type { PlayReport } from './report.ts'

type Estimate = {
  value: number | null
  interval: { lower: number | null; upper: number | null } | null
  n: number
}
type Measures = {
  n: number
  positives: number | null
} & Record<(typeof measures)[number], Estimate>
type Performance = {
  threshold: number
  overall: Measures
  subgroups: (Measures & { attribute: string; value: string })[]
  suppressed: { attribute: string; value: string }[]
}

const measures = [
  'auroc',
  'averagePrecision',
  'brier',
  'observedExpectedRatio',
  'sensitivity',
  'specificity',
  'positivePredictiveValue',
  'flagRate',
] as const

/** Exact performance of a version over all its matured predictions. */
export async function readPerformance(
  server: Server,
  system: AiSystem,
  version: Version,
): Promise<Pick<PlayReport, 'performance' | 'subgroups' | 'suppressed'>> {
  const path = `/ai-systems/${system.id}/performance`
  const found = await server.get<Performance>(path, { versionId: version.id })
  const { overall, threshold } = found
  return {
    performance: {
      version: version.label,
      n: overall.n,
      positives: overall.positives,
      threshold,
      auroc: overall.auroc.value,
      averagePrecision: overall.averagePrecision.value,
      brier: overall.brier.value,
      estimates: measures.map((measure) => ({ measure, ...withBounds(overall[measure]) })),
    },
    subgroups: found.subgroups.map(({ attribute, value, n, auroc, sensitivity }) => {
      const { value: area, lower, upper } = withBounds(auroc)
      return { attribute, value, n, auroc: area, lower, upper, sensitivity: sensitivity.value }
    }),
    suppressed: found.suppressed,
  }
}

function withBounds({ value, interval }: Estimate) {
  return { value, lower: interval?.lower ?? null, upper: interval?.upper ?? null }
}

/** How far the inputs of those days lie from the baseline, the farthest first. */
export async function readDrift(
  server: Server,
  system: AiSystem,
  version: Version,
  span: { from: string; to: string },
): Promise<Pick<PlayReport, 'drift' | 'driftSpan'>> {
  const found = await server.get<{ features: PlayReport['drift'] }>(
    `/ai-systems/${system.id}/drift`,
    { versionId: version.id, ...span },
  )
  const drift = found.features.map(({ feature, psi, level }) => ({ feature, psi, level }))
  return { drift, driftSpan: span }
}

type Alarm = {
  monitor: { key: string }
  version: { label: string }
  level: string
  verdict: { reason: string; dataCutoff: string }
}

/** Every alarm of the system, oldest first. */
export async function readAlarms(server: Server, system: AiSystem): Promise<PlayReport['alarms']> {
  const { items } = await server.get<{ items: Alarm[] }>(`/ai-systems/${system.id}/alarms`)
  return items
    .map(({ monitor, version, level, verdict }) => ({
      version: version.label,
      monitor: monitor.key,
      level,
      day: verdict.dataCutoff.slice(0, 10),
      reason: verdict.reason,
    }))
    .sort((a, b) => a.day.localeCompare(b.day) || a.monitor.localeCompare(b.monitor))
}

type Incident = Omit<PlayReport['incident'], 'monitor'> & { monitor: { key: string } | null }

/** The newest critical incident of the system: the one that the switch opened. */
export async function readIncident(
  server: Server,
  system: AiSystem,
): Promise<PlayReport['incident']> {
  const query = { aiSystemId: system.id, severity: 'critical', limit: 1 }
  const [found] = (await server.get<{ items: Incident[] }>('/incidents', query)).items
  if (found === undefined) throw new Error('The switch opened no incident.')
  const { id, number, title, severity, monitor } = found
  return { id, number, title, severity, monitor: monitor?.key ?? null }
}

export async function verifyLedger(server: Server): Promise<PlayReport['ledger']> {
  const { entries, verified } = await server.get<PlayReport['ledger']>('/ledger/verify')
  return { entries, verified }
}

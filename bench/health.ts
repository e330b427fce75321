import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { predictionsFile, numericColumns } from './engine/predictions-file.ts'
import { registerBaseline, registerSystem, registerVersion } from './hospital/monitored-system.ts'
import { openHospital } from './hospital/open-hospital.ts'
import type { Hospital } from './hospital/open-hospital.ts'
import { makeRows, threshold } from './hospital/rows.ts'
import { percentile, printResult } from './measure.ts'

/**
 * How long the API takes to say that it is well while it carries out a validation run over ten
 * million rows: a request every 20 ms whether or not the last one was answered, from the start of
 * the run to its end.
 */
const rows = 10_000_000
const everyMilliseconds = 20
const limitMilliseconds = 50

const file = await predictionsFile(rows, 1)
const hospital = await openHospital()
try {
  const runId = await startRun(hospital)
  const { latencies, seconds } = await askWhileRunning(hospital, runId)
  const [p50, p99] = [percentile(latencies, 0.5), percentile(latencies, 0.99)]
  console.log(
    `${latencies.length} requests in ${seconds.toFixed(1)} s: p50 ${p50.toFixed(1)} ms, ` +
      `p99 ${p99.toFixed(1)} ms, longest ${Math.max(...latencies).toFixed(1)} ms`,
  )
  printResult('health-p99-milliseconds', p99, '<', limitMilliseconds)
} finally {
  await hospital.close()
}

async function startRun(place: Hospital): Promise<string> {
  const { owner } = place.people
  const system = await registerSystem(place, 'validated')
  const baselineId = await registerBaseline(place, system, makeRows(2000, 1))
  await registerVersion(place, system, baselineId, '1.0.0')
  const protocol = await owner.post<{ id: string }>(`${system.path}/validation-protocols`, {
    title: 'Ten million predictions',
    intendedPopulation: 'Everyone.',
    primaryMetric: { metric: 'auroc' },
    acceptanceCriteria: [{ metric: 'auroc', bound: 'lower', operator: 'at-least', limit: 0.7 }],
    subgroups: ['grp'],
    thresholds: [threshold],
    unit: { aggregation: 'none' },
    requiredPrecision: { prevalence: 0.25, auroc: { expected: 0.75, width: 0.1 } },
  })
  const path = `/validation-protocols/${protocol.id}`
  await owner.post(`${path}/lock`, { password: owner.password })
  const upload = await owner.request('POST', `${path}/uploads`, {
    raw: readFileSync(file),
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'predictions.parquet' },
  })
  const { id: uploadId } = (await upload.json()) as { id: string }
  const roles = {
    score: 'score',
    label: 'label',
    groups: ['grp'],
    features: numericColumns.slice(1),
  }
  const { id } = await owner.post<{ id: string }>(`${path}/runs`, { uploadId, roles })
  return id
}

async function askWhileRunning({ url, people }: Hospital, runId: string) {
  const latencies: number[] = []
  const waiting: Promise<void>[] = []
  const started = performance.now()
  const path = `/validation-runs/${runId}`
  for (let count = 1; ; count += 1) {
    waiting.push(askHealth(url).then((each) => void latencies.push(each)))
    await sleep(Math.max(0, started + count * everyMilliseconds - performance.now()))
    if (count % 25 > 0) continue
    const { state, error } = await people.owner.get<{ state: string; error: unknown }>(path)
    if (state === 'queued' || state === 'running') continue
    if (state !== 'done') throw new Error(`the run is ${state}: ${JSON.stringify(error)}`)
    await Promise.all(waiting)
    return { latencies, seconds: (performance.now() - started) / 1000 }
  }
}

/** Milliseconds from asking to the last byte of the answer. */
function askHealth(url: string): Promise<number> {
  const asked = performance.now()
  return new Promise((resolve, reject) => {
    request(`${url}/api/health`, (response) => {
      response.resume().on('end', () => resolve(performance.now() - asked))
      if (response.statusCode !== 200) reject(new Error(`health answers ${response.statusCode}`))
    })
      .on('error', reject)
      .end()
  })
}

import pg from 'pg'
import { buildBaseline } from '../core/src/monitoring/baseline.ts'
import type { Baseline } from '../core/src/monitoring/baseline.ts'
import type { MetricName } from '../core/src/monitoring/metric-kind.ts'
import { newMonitor } from '../core/src/monitoring/monitor.ts'
import type { Monitor } from '../core/src/monitoring/monitor-record.ts'
import { addPrediction, emptyProfile, encodeProfile } from '../core/src/monitoring/profile.ts'
import { overallSegment } from '../core/src/monitoring/segment.ts'
import type { Segment } from '../core/src/monitoring/segment.ts'
import { registerBaseline, registerSystem, registerVersion } from './hospital/monitored-system.ts'
import { openHospital } from './hospital/open-hospital.ts'
import type { Hospital } from './hospital/open-hospital.ts'
import { features, groupAttributes, makeRows, threshold } from './hospital/rows.ts'
import { interleave, printResult } from './measure.ts'

/**
 * Judging every monitor of 50, 100 and 200 AI systems with ten monitors each and 30 days of
 * profiles, as the scheduled round does: reading, judging, saving, one system after the other.
 * "Afresh" is the worst case, every detector beginning anew with all 30 days; "again" is the round
 * of every minute. The profiles were put into the database as ingest leaves them.
 */
const sizes = [50, 100, 200]
const [smallest = 0, , largest = 0] = sizes
const days = 30
const rowsPerDay = 200
const variants = 5
const day = 86_400_000
const firstDay = Date.UTC(2026, 0, 1)
const rounds = { warmUp: 1, measured: 5 }

type StoredProfile = { day: string; attribute: string; value: string; body: Uint8Array }

const validation = makeRows(2000, 1)
const hospital = await openHospital()
const client = new pg.Client({ connectionString: hospital.ownerUrl })
try {
  await client.connect()
  await hospital.order({ kind: 'clock', at: firstDay })
  await makeSystems()
  await hospital.order({ kind: 'clock', at: firstDay + (days + 1) * day - 60_000 })
  await hospital.order({ kind: 'judge-all' })
  await requireJudged()
  await compare(hospital)
} finally {
  await client.end()
  await hospital.close()
}

async function compare({ order }: Hospital): Promise<void> {
  const found = await interleave(
    sizes.flatMap((size) => [
      {
        name: `afresh ${size}`,
        run: async () => {
          await chooseSystems(size)
          await client.query('delete from monitor_states')
          return order({ kind: 'judge-all' })
        },
      },
      { name: `again ${size}`, run: () => order({ kind: 'judge-all' }) },
    ]),
    rounds,
  )
  for (const [name, seconds] of Object.entries(found)) {
    console.log(`${name} systems: ${seconds.toFixed(3)} s`)
  }
  const [few = NaN, all = NaN] = [found[`afresh ${smallest}`], found[`afresh ${largest}`]]
  printResult('monitor-evaluation-200', all, '<', 5)
  printResult('monitor-evaluation-linear', all / ((largest / smallest) * few), '<=', 1.25)
}

async function makeSystems(): Promise<void> {
  const spec = { thresholds: [threshold], groups: groupAttributes, features }
  const baseline = buildBaseline(validation, spec)
  const profiles = Array.from({ length: variants }, (_, variant) => makeProfiles(baseline, variant))
  for (let index = 0; index < largest; index += 1) {
    const system = await registerSystem(hospital, `system-${String(index).padStart(3, '0')}`)
    const baselineId = await registerBaseline(hospital, system, validation)
    const versionId = await registerVersion(hospital, system, baselineId, '1.0.0')
    for (const monitor of tenMonitors()) {
      await hospital.people.lead.post(`${system.path}/monitors`, monitor)
    }
    await hospital.order({ kind: 'stable', aiSystemId: system.id, versionId })
    await store(system.id, versionId, profiles[index % variants] ?? [])
  }
}

function tenMonitors(): Monitor[] {
  const watch = (metric: MetricName, segment: Segment = overallSegment, more = {}) =>
    newMonitor(metric, 'warning', segment, more)
  return [
    watch('sensitivity', overallSegment, { threshold }),
    watch('sensitivity', { attribute: 'sex', value: 'female' }, { threshold }),
    watch('specificity', overallSegment, { threshold }),
    watch('positive-predictive-value', overallSegment, { threshold }),
    watch('observed-expected-ratio'),
    watch('auroc'),
    watch('score-drift'),
    watch('feature-drift'),
    watch('missingness'),
    watch('heartbeat', overallSegment, { limitHours: 48 }),
  ]
}

/** Each day counted as ingest counts it: for everyone, and for each value of each group. */
function makeProfiles(baseline: Baseline, variant: number): StoredProfile[] {
  return Array.from({ length: days }, (_, index) => {
    const rows = makeRows(rowsPerDay, 10_000 + variant * days + index)
    const values = groupAttributes.flatMap((attribute) =>
      [...new Set(rows.map((row) => row.groups[attribute] ?? ''))].map((value) => ({
        attribute,
        value,
      })),
    )
    return [overallSegment, ...values].map((segment) => {
      const profile = emptyProfile(baseline)
      const everyone = segment === overallSegment
      for (const row of rows) {
        if (!everyone && row.groups[segment.attribute] !== segment.value) continue
        addPrediction(profile, baseline, everyone ? row : { ...row, features: null })
      }
      return { day: dayText(index), ...segment, body: encodeProfile(profile) }
    })
  }).flat()
}

async function store(aiSystemId: string, versionId: string, profiles: StoredProfile[]) {
  const column = <T>(read: (profile: StoredProfile) => T) => profiles.map(read)
  await client.query(
    `insert into profiles (version_id, organization_id, ai_system_id, day, attribute, value, body)
     select $1, $2, $3, * from unnest($4::date[], $5::text[], $6::text[], $7::bytea[])`,
    [
      ...[versionId, hospital.organizationId, aiSystemId],
      column((each) => each.day),
      column((each) => each.attribute),
      column((each) => each.value),
      column((each) => Buffer.from(each.body)),
    ],
  )
  const newest = new Date(firstDay + days * day - 3_600_000).toISOString()
  await client.query(
    `insert into telemetry_state (ai_system_id, last_predicted_at, last_received_at)
     values ($1, $2, $2)`,
    [aiSystemId, newest],
  )
}

/** Leaves so many systems to the scheduled round; the others stand aside as if replayed. */
async function chooseSystems(size: number): Promise<void> {
  await client.query(
    `update ai_systems set clock = case when chosen then 'live' else 'replay' end,
       replay_now = case when chosen then null else now() end
     from (select id as other, row_number() over (order by reference) <= $1 as chosen
       from ai_systems) as choice
     where id = other`,
    [size],
  )
}

/** Monitors that could not judge would be quick for nothing. */
async function requireJudged(): Promise<void> {
  const { rows } = await client.query<{ judged: boolean; reason: string; count: number }>(
    `select judged, min(verdict->>'reason') as reason, count(*)::int from (
       select verdict, verdict->>'state' = 'ok'
         and (detector = 'null' or through_day >= $1) as judged
       from monitor_states) as states
     group by judged, verdict->>'state' order by judged`,
    [dayText(days - 1)],
  )
  const left = rows.find((row) => !row.judged)
  if (left !== undefined) throw new Error(`${left.count} were not judged: ${left.reason}`)
  const judged = rows.reduce((sum, row) => sum + row.count, 0)
  if (judged !== largest * 10) throw new Error(`${judged} of ${largest * 10} were judged`)
}

function dayText(index: number): string {
  return new Date(firstDay + index * day).toISOString().slice(0, 10)
}

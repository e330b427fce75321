import { sql } from 'kysely'
import type { Binning } from '@primum/core/monitoring/binning'
import {
  decodeProfile,
  emptyProfile,
  encodeProfile,
  mergeInto,
} from '@primum/core/monitoring/profile'
import type { Profile } from '@primum/core/monitoring/profile'
import type { Segment } from '@primum/core/monitoring/segment'
import type { Context } from '../context.ts'
import { segmentsOf } from './segments.ts'
import type { VersionRules } from './version-rules.ts'

type Placed = {
  version: VersionRules
  day: string
  site: string | null
  groups: Readonly<Record<string, string>>
}

type CellKey = { versionId: string; binning: Binning; day: string; segment: Segment }
type Cell<Row> = CellKey & { rows: Row[] }
type Change<Row> = (profile: Profile, binning: Binning, row: Row, segment: Segment) => void

/** What rows add to the profile of a version, day and segment. */
export type ProfileSum = CellKey & { sum: Profile }

/** A backfill may touch thousands of profiles, which are then added to one at a time. */
const maximumSums = 100

/**
 * Changes the profile of each version, day and segment that the rows belong to. The caller holds
 * the telemetry lock of the AI system, so nobody else changes them; rows of a version without a
 * baseline change none.
 */
export async function changeProfiles<Row extends Placed>(
  tx: Context,
  aiSystemId: string,
  rows: Row[],
  change: Change<Row>,
): Promise<void> {
  await changeCells(tx, aiSystemId, cellsOf(rows), (profile, cell) => {
    for (const row of cell.rows) change(profile, cell.binning, row, cell.segment)
  })
}

/** What `changeProfiles` would add up, before any lock is held; null where that is too much. */
export function profileSums<Row extends Placed>(
  rows: Row[],
  change: Change<Row>,
): ProfileSum[] | null {
  const cells = cellsOf(rows)
  if (cells.length > maximumSums) return null
  return cells.map(({ rows: own, ...key }) => {
    const sum = emptyProfile(key.binning)
    for (const row of own) change(sum, key.binning, row, key.segment)
    return { ...key, sum }
  })
}

/** As `changeProfiles`, of rows that are added up already. */
export async function addToProfiles(
  tx: Context,
  aiSystemId: string,
  sums: readonly ProfileSum[],
): Promise<void> {
  await changeCells(tx, aiSystemId, sums, (profile, { sum }) => mergeInto(profile, sum))
}

async function changeCells<Each extends CellKey>(
  tx: Context,
  aiSystemId: string,
  cells: readonly Each[],
  change: (profile: Profile, cell: Each) => void,
): Promise<void> {
  if (cells.length === 0) return
  const bodies = await lockBodies(tx, cells)
  // One profile at a time is unpacked: a backfill may touch thousands.
  const changed = cells.map((cell, index) => {
    const body = bodies.get(index)
    const profile = body === undefined ? emptyProfile(cell.binning) : decodeProfile(body)
    change(profile, cell)
    return Buffer.from(encodeProfile(profile))
  })
  await sql`
    insert into profiles (version_id, day, attribute, value, organization_id, ai_system_id, body)
    select version_id, day, attribute, value, ${tx.organizationId}::uuid, ${aiSystemId}::uuid, body
    from unnest(${keys(cells)}, ${changed}::bytea[])
      as changed (version_id, day, attribute, value, body)
    on conflict (version_id, day, attribute, value) do update set body = excluded.body`.execute(
    tx.db,
  )
}

function cellsOf<Row extends Placed>(rows: Row[]): Cell<Row>[] {
  const cells = new Map<string, Cell<Row>>()
  for (const row of rows) {
    const { version, day } = row
    if (version.binning === null) continue
    for (const segment of segmentsOf(version, row)) {
      // Control characters are refused at the door, so that no value can imitate another key.
      const key = `${version.id} ${day} ${segment.attribute}\0${segment.value}`
      const cell = cells.get(key)
      if (cell === undefined) {
        const { id: versionId, binning } = version
        cells.set(key, { versionId, binning, day, segment, rows: [row] })
      } else cell.rows.push(row)
    }
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}

/** The stored bodies by the position of their cell, locked in the order of the cells. */
async function lockBodies(tx: Context, cells: readonly CellKey[]): Promise<Map<number, Buffer>> {
  const found = await sql<{ position: number; body: Buffer }>`
    select wanted.position, profiles.body
    from unnest(${keys(cells)}) with ordinality
      as wanted (version_id, day, attribute, value, position)
    join profiles using (version_id, day, attribute, value)
    order by wanted.position
    for update of profiles`.execute(tx.db)
  return new Map(found.rows.map((row) => [row.position - 1, row.body]))
}

function keys(cells: readonly CellKey[]) {
  return sql`
    ${cells.map((cell) => cell.versionId)}::uuid[], ${cells.map((cell) => cell.day)}::date[],
    ${cells.map((cell) => cell.segment.attribute)}::text[],
    ${cells.map((cell) => cell.segment.value)}::text[]`
}

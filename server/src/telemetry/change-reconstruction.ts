import { sql } from 'kysely'
import { emptyReconstruction } from '@primum/core/monitoring/reconstruction-day'
import type { ReconstructionDay } from '@primum/core/monitoring/reconstruction-day'
import type { Context } from '../context.ts'
import type { VersionRules } from './version-rules.ts'

type Placed = {
  version: VersionRules
  day: string
  features: Readonly<Record<string, number | string>>
}

/**
 * Adds new predictions to the reconstruction errors of their version and day, where a monitor of
 * them is on. The caller holds the telemetry lock of the AI system, and brings each prediction once.
 */
export async function changeReconstruction(
  tx: Context,
  aiSystemId: string,
  rows: readonly Placed[],
): Promise<void> {
  const cells = new Map<string, { versionId: string; day: string; sum: ReconstructionDay }>()
  for (const { version, day, features } of rows) {
    if (version.countReconstruction === null) continue
    const key = `${version.id} ${day}`
    let cell = cells.get(key)
    if (cell === undefined) {
      cell = { versionId: version.id, day, sum: emptyReconstruction() }
      cells.set(key, cell)
    }
    version.countReconstruction(cell.sum, features)
  }
  if (cells.size === 0) return
  const all = [...cells.values()]
  const of = (name: keyof ReconstructionDay) => all.map(({ sum }) => sum[name])
  await sql`
    insert into reconstruction_days as stored
      (version_id, day, organization_id, ai_system_id, n, errors, squares, imputed)
    select version_id, day, ${tx.organizationId}::uuid, ${aiSystemId}::uuid,
      n, errors, squares, imputed
    from unnest(
      ${all.map((cell) => cell.versionId)}::uuid[], ${all.map((cell) => cell.day)}::date[],
      ${of('n')}::bigint[], ${of('errors')}::bigint[], ${of('squares')}::bigint[],
      ${of('imputed')}::bigint[]
    ) as added (version_id, day, n, errors, squares, imputed)
    on conflict (version_id, day) do update set
      n = stored.n + excluded.n, errors = stored.errors + excluded.errors,
      squares = stored.squares + excluded.squares,
      imputed = stored.imputed + excluded.imputed`.execute(tx.db)
}

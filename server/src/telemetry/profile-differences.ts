import type { Label } from '@primum/core/monitoring/profile'
import { decodeProfile } from '@primum/core/monitoring/profile'
import { scoreBinCount } from '@primum/core/monitoring/binning'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { versionsById } from './version-rules.ts'

/** A cell whose profile and rows disagree. */
export type ProfileDifference = {
  day: string
  attribute: string
  value: string
  bin: number
  label: Label
  profile: number
  rows: number
}

const labels: Label[] = [null, 0, 1]

/**
 * Where the stored profiles of a version disagree with what its rows count to: nowhere, or something
 * is broken. Counts alone come from the rows, so this costs little however many there are.
 */
export async function profileDifferences(
  ctx: Context,
  aiSystemId: string,
  versionId: string,
): Promise<ProfileDifference[]> {
  const version = (await versionsById(ctx, aiSystemId, [versionId])).get(versionId)
  if (version === undefined) throw notFound('version', versionId)
  const { binning } = version
  if (binning === null) return []
  const cells = new Map<string, ProfileDifference>()
  const cellOf = (key: Omit<ProfileDifference, 'profile' | 'rows'>) => {
    const name = JSON.stringify([key.day, key.attribute, key.value, key.bin, key.label])
    const cell = cells.get(name) ?? { ...key, profile: 0, rows: 0 }
    cells.set(name, cell)
    return cell
  }
  for (const { count, ...key } of await ctx.services.telemetry.countScores(ctx, {
    ...{ aiSystemId, versionId, from: '0001-01-01', to: '9999-12-31' },
    attributes: [...version.groups],
    edges: binning.scoreEdges,
  })) {
    cellOf(key).rows += count
  }
  const stored = await ctx.db
    .selectFrom('profiles')
    .select(['day', 'attribute', 'value', 'body'])
    .where('version_id', '=', versionId)
    .where('organization_id', '=', ctx.organizationId)
    .execute()
  const bins = scoreBinCount(binning)
  for (const { body, ...segment } of stored) {
    for (const [index, count] of decodeProfile(body).counts.entries()) {
      if (count === 0) continue
      const label = labels[Math.floor(index / bins)]!
      cellOf({ ...segment, bin: index % bins, label }).profile += count
    }
  }
  return [...cells.values()].filter((cell) => cell.profile !== cell.rows)
}

import type { Context } from '../context.ts'
import type { Rejections } from './rejections.ts'
import type { CheckedReview } from './review-row.ts'

/** A group with more values than this is not coarse: it could single people out. */
const maximumValues = 100

/** Rejects rows that bring a group of their version beyond a hundred different values. */
export async function refuseFineReviewGroups(
  tx: Context,
  rows: readonly CheckedReview[],
  rejections: Rejections,
): Promise<CheckedReview[]> {
  const versions = [...new Set(rows.map((row) => row.versionId))]
  const values = await valuesOf(tx, versions)
  return rows.filter((row) => {
    const seen = (name: string) => values.get(`${row.versionId} ${name}`) ?? new Set<string>()
    const fine = Object.keys(row.groups).find(
      (name) => seen(name).size >= maximumValues && !seen(name).has(row.groups[name]!),
    )
    if (fine !== undefined) {
      rejections.add({
        ...{ row: row.row, id: row.id, path: `groups.${fine}` },
        message: `This would be a new value of a group that has ${maximumValues} already.`,
        remedy: 'Send coarse groups: join values into bands or classes.',
      })
      return false
    }
    for (const name in row.groups) {
      values.set(`${row.versionId} ${name}`, seen(name).add(row.groups[name]!))
    }
    return true
  })
}

async function valuesOf(tx: Context, versions: string[]): Promise<Map<string, Set<string>>> {
  const values = new Map<string, Set<string>>()
  if (versions.length === 0) return values
  const rows = await tx.db
    .selectFrom('review_profiles')
    .select(['version_id', 'attribute', 'value'])
    .distinct()
    .where('organization_id', '=', tx.organizationId)
    .where('version_id', 'in', versions)
    .where('attribute', '!=', '')
    .execute()
  for (const { version_id, attribute, value } of rows) {
    const key = `${version_id} ${attribute}`
    values.set(key, (values.get(key) ?? new Set()).add(value))
  }
  return values
}

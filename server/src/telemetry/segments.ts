import type { Segment } from '@primum/core/monitoring/segment'
import { groupValue, overallSegment } from '@primum/core/monitoring/segment'
import type { VersionRules } from './version-rules.ts'

/**
 * The segments that count a row: everyone, each declared group, and its site. A version that
 * declares `site` as a group counts rows without one as `unknown`; otherwise they have no such
 * segment.
 */
export function segmentsOf(
  version: VersionRules,
  row: { site: string | null; groups: Readonly<Record<string, string>> },
): Segment[] {
  const segments = [overallSegment]
  for (const attribute of version.groups) {
    const value = attribute === 'site' ? row.site : row.groups[attribute]
    segments.push({ attribute, value: groupValue(value) })
  }
  if (row.site !== null && !version.groups.has('site')) {
    segments.push({ attribute: 'site', value: row.site })
  }
  return segments
}

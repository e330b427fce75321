import type { GroupValues } from '@primum/core/evaluation/scored-piece'
import { type Segment, overallSegment } from '@primum/core/monitoring/segment'
import { sqlText } from './database.ts'
import type { DatasetColumn } from './dataset.ts'
import { groupExpression } from './expressions.ts'

/**
 * Parts of a query that counts everyone and each value of each attribute in one reading. The
 * number of a segment is 0 for everyone, then one for each value in the order of the attributes.
 */
export type GroupingSets = {
  /** SQL of the code of each attribute, named g0, g1 …, each after a comma */
  codes: string
  /** SQL of the segment's number, for the query that groups */
  segment: string
  /** GROUP BY over everyone and each attribute, each together with `keys` */
  groupBy: (keys: readonly string[]) => string
  segments: Segment[]
}

export function groupingSets(
  attributes: readonly GroupValues[],
  columns: ReadonlyMap<string, DatasetColumn>,
): GroupingSets {
  const segments = [overallSegment]
  const codes: string[] = []
  const cases: string[] = []
  attributes.forEach(({ attribute, values }, index) => {
    // The last value stands for all that are not listed.
    const listed = values.slice(0, -1).map(sqlText).join(', ')
    const value = groupExpression(columns.get(attribute)!)
    const place = `list_position(CAST([${listed}] AS VARCHAR[]), ${value})`
    codes.push(`, coalesce(${place}, ${values.length}) - 1 AS g${index}`)
    cases.push(`WHEN GROUPING(g${index}) = 0 THEN g${index} + ${segments.length}`)
    segments.push(...values.map((each) => ({ attribute, value: each })))
  })
  return {
    codes: codes.join(''),
    segment: cases.length === 0 ? '0' : `CASE ${cases.join(' ')} ELSE 0 END`,
    groupBy: (keys) => {
      const sets = ['', ...attributes.map((_, index) => `g${index}`)]
      const each = sets.map((set) => `(${[...keys, set].filter((key) => key !== '').join(', ')})`)
      return `GROUP BY GROUPING SETS (${each.join(', ')})`
    },
    segments,
  }
}

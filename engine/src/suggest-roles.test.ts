import { describe, expect, test } from 'vitest'
import type { DescribedColumn } from './describe-dataset.ts'
import { suggestRoles } from './suggest-roles.ts'

function column(name: string, changes: Partial<DescribedColumn> = {}): DescribedColumn {
  const plain = { type: 'VARCHAR', kind: 'text' as const, missingShare: 0, distinct: 500 }
  return { name, ...plain, minimum: null, maximum: null, ...changes }
}
const number = (name: string, minimum: number, maximum: number, distinct = 400) =>
  column(name, { type: 'DOUBLE', kind: 'number', minimum, maximum, distinct })
const time = (name: string) => column(name, { type: 'TIMESTAMP', kind: 'time' })
const roles = (columns: DescribedColumn[]) =>
  suggestRoles({ format: 'csv', describedRows: 1000, columns }).map(
    (found) => `${found.column}: ${found.role}`,
  )

describe('suggestRoles', () => {
  test('goes by the names of the field, whatever their writing', () => {
    const columns = [
      column('encounterId', { distinct: 1000 }),
      column('Patient ID', { distinct: 900 }),
      time('predicted_at'),
      time('event_time'),
      number('risk_score', 0, 0.99),
      number('readmitted', 0, 1, 2),
      column('sex', { distinct: 2 }),
      number('age', 18, 97),
    ]
    expect(roles(columns).toSorted()).toEqual([
      'Patient ID: patient',
      'age: features',
      'encounterId: encounter',
      'event_time: eventTime',
      'predicted_at: time',
      'readmitted: label',
      'risk_score: score',
      'sex: groups',
    ])
  })

  test('goes by the values where the names say nothing, and says so', () => {
    const columns = [number('a', 0, 1, 2), number('b', 0.01, 0.98), number('c', 30, 250)]
    const found = suggestRoles({ format: 'csv', describedRows: 1000, columns })
    expect(found).toEqual([
      { column: 'a', role: 'label', reason: 'the only column that holds 0 and 1' },
      {
        column: 'b',
        role: 'score',
        reason: 'the only column that holds numbers from 0.01 to 0.98',
      },
      { column: 'c', role: 'features', reason: 'numbers' },
    ])
  })

  test('guesses nothing where several columns could be it', () => {
    expect(roles([number('a', 0, 1, 2), number('b', 0, 1, 2)])).toEqual([
      'a: features',
      'b: features',
    ])
  })

  test('a name alone is not enough: values must allow it', () => {
    const columns = [column('label', { distinct: 4 }), number('score', 0, 1, 2), column('time')]
    expect(roles(columns)).toEqual(['score: label', 'label: features'])
  })

  test('what numbers rows is no feature, and a column that never varies is nothing', () => {
    const id = { ...number('row_id', 1, 1000, 1000), type: 'BIGINT' }
    const nr = { ...number('x', 1, 1000, 1000), type: 'BIGINT' }
    expect(roles([id, nr, number('constant', 3, 3, 1)])).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { facts, table } from './table.ts'

const columns = [
  { title: 'NAME', value: (row: Row) => row.name },
  { title: 'N', value: (row: Row) => row.n, align: 'right' as const },
]
type Row = { name: string | null; n: number }

test('columns align, numbers to the right, and what is unknown is a dash', () => {
  const rows = [
    { name: 'a', n: 10_000 },
    { name: null, n: 7 },
  ]
  expect(table(rows, columns, {})).toBe('NAME      N\na     10000\n–         7')
})

test('a terminal gets a bold head, a pipe does not', () => {
  expect(table([], columns, { isTTY: true })).toContain('\u001b[1m')
  expect(table([], columns, { isTTY: false })).toBe('NAME  N')
})

test('control characters of others never reach the terminal', () => {
  expect(facts([['Name', 'a\u001b[31mb\nc']])).toBe('Name  a [31mb c')
})

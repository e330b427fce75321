import { expect, test } from 'vitest'
import { countStatement, statementProblems } from './statement.ts'
import type { StatementLine } from './statement.ts'

const controls = [
  { id: 'ISO42001:A.2.2', title: 'AI policy' },
  { id: 'ISO42001:A.10.3', title: 'Suppliers' },
]
const line = (at: number, more: Partial<StatementLine> = {}): StatementLine => ({
  requirementId: controls[at]!.id,
  title: controls[at]!.title,
  ...{ applicable: true, justification: 'We run AI in care.', ownerNamed: true },
  coverage: { state: 'open', reason: 'no control of yours is for it' },
  ...more,
})
const codes = (...lines: StatementLine[]) =>
  statementProblems(lines, controls).map(({ code, message }) => [code, message.split(' ')[0]])

test('a statement is whole where everything is decided, justified and owned', () => {
  expect(codes(line(0), line(1))).toEqual([])
  expect(codes(line(0), line(1, { applicable: false, ownerNamed: false }))).toEqual([])
})

test('what is missing is named control by control', () => {
  expect(codes(line(0, { applicable: null }))).toEqual([
    ['not-decided', 'ISO42001:A.2.2'],
    ['not-decided', 'ISO42001:A.10.3'],
  ])
  expect(codes(line(0, { justification: ' ', ownerNamed: false }), line(1))).toEqual([
    ['not-justified', 'ISO42001:A.2.2'],
    ['no-owner', 'ISO42001:A.2.2'],
  ])
  expect(codes(line(0), line(1, { applicable: false, justification: 'not used' }))).toEqual([
    ['not-justified', 'ISO42001:A.10.3'],
  ])
})

test('it counts what applies and what of that is implemented', () => {
  const met = { state: 'met', reason: 'met by AIC-01' } as const
  expect(
    countStatement([
      line(0, { coverage: met }),
      line(1, { applicable: false, coverage: met }),
      line(1, { applicable: null }),
    ]),
  ).toEqual({ applicable: 1, excluded: 1, undecided: 1, implemented: 1 })
})

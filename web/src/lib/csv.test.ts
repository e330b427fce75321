import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('quotes, line breaks and formulas survive a spreadsheet', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x, "y"', '=1+1'],
        [-1, null],
      ],
    ),
  ).toBe('a,b\r\n"x, ""y""",\'=1+1\r\n-1,')
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requirementColumns } from './framework-fields.ts'
import { placeWords, shortened } from './framework-sheet.ts'
import type { Sheet, SheetRow } from './framework-sheet.ts'
import { readFrameworkTable } from './framework-table.ts'
import { ownCrosswalkId, readOwnFramework } from './own-framework.ts'

const letterOf = (at: number) => String.fromCharCode(65 + at)

/** A sheet from rows of texts, with `gap` empty rows before each. */
function sheetOf(name: string | null, rows: readonly (readonly string[])[], gap = 0): Sheet {
  const numbered = rows.map((cells, at): SheetRow => {
    const full = cells.map((text, column) => [letterOf(column), text] as const)
    const said = full.filter(([, text]) => text !== '')
    return {
      row: (at + 1) * (gap + 1),
      cells: new Map(said.map(([letter, text]) => [letter, { text, isNumber: false }])),
    }
  })
  return { name, rows: numbered, merged: [] }
}

const given = { id: 'ACME', title: 'Policy', release: '2026.11.0', about: 'Ours.' }
const reader = { by: 'Ada', on: '2026-11-22', isKnown: (id: string) => id === 'STD:1' }

function judged(sheets: readonly Sheet[], fields: object = given) {
  const table = readFrameworkTable(sheets, fields)
  return table.ok ? readOwnFramework(table.draft, reader) : table
}

const placesOf = (found: ReturnType<typeof judged>) =>
  found.ok ? [] : found.problems.map(placeWords)

/** Rows of a tree: each entry lies below one that stands before it, or below none. */
const tree = fc
  .array(fc.nat(), { minLength: 1, maxLength: 30 })
  .map((picks) =>
    picks.map((pick, at) => [`${at + 1}`, `Title ${at}`, at === 0 ? '' : `${(pick % at) + 1}`]),
  )
const header = ['id', 'title', 'parent']

describe('any tree', () => {
  test('is read as it stands, in any order of its columns and whatever rows are empty', () => {
    const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3 })
    fc.assert(
      fc.property(tree, orders, fc.nat(3), (rows, order, gap) => {
        const turned = [header, ...rows].map((cells) => order.map((at) => cells[at]!))
        const found = judged([sheetOf(null, turned, gap)])
        if (!found.ok) throw new Error(JSON.stringify(found.problems))
        expect(
          found.own.framework.requirements.map(({ id, title, parent = '' }) => [id, title, parent]),
        ).toEqual(
          rows.map(([id, title, parent]) => [
            ...[`ACME:${id}`, title, parent === '' ? '' : `ACME:${parent}`],
          ]),
        )
        expect(found.own.content).toMatchObject({ kind: 'own', source: ['own'] })
      }),
    )
  })

  test('is refused in the row of an id that stands there twice', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(3), (rows, pick, gap) => {
        const again = rows[pick % rows.length]![0]!
        const found = judged([sheetOf('Requirements', [header, ...rows, [again, 'Again']], gap)])
        expect(placesOf(found)).toEqual([`Requirements!A${(rows.length + 2) * (gap + 1)}`])
      }),
    )
  })

  test('is refused in the row of a parent that is not there', () => {
    fc.assert(
      fc.property(tree, fc.nat(), (rows, pick) => {
        const at = pick % rows.length
        const spoiled = rows.map((row, place) => (place === at ? [row[0]!, row[1]!, 'x'] : row))
        const found = judged([sheetOf(null, [header, ...spoiled])])
        expect(placesOf(found)).toEqual([`row ${at + 2}, column C`])
      }),
    )
  })

  test('whose branch is bent into a circle is refused in each row of it, and in no other', () => {
    fc.assert(
      fc.property(tree, fc.nat(), (rows, pick) => {
        const circle: number[] = []
        for (let at = pick % rows.length; at >= 0; at = Number(rows[at]![2] || 0) - 1)
          circle.push(at)
        const [start, root] = [circle[0]!, circle.at(-1)!]
        const bent = rows.map((row, at) => {
          return at === root ? [row[0]!, row[1]!, `${start + 1}`] : row
        })
        const found = judged([sheetOf(null, [header, ...bent])])
        expect(placesOf(found)).toEqual(
          circle.toSorted((a, b) => a - b).map((at) => `row ${at + 2}, column C`),
        )
      }),
    )
  })

  test('with a column that nobody knows is refused whole, with its letter', () => {
    const unknown = fc.stringMatching(/^[a-z]{1,12}$/).filter((name) => {
      return !requirementColumns.some((column) => column.toLowerCase() === name)
    })
    fc.assert(
      fc.property(tree, unknown, (rows, name) => {
        const found = judged([sheetOf('Requirements', [[...header, name], ...rows])])
        expect(placesOf(found)).toEqual(['Requirements!D1'])
      }),
    )
  })

  test('of any texts is judged and never thrown', () => {
    const cells = fc.array(fc.array(fc.string(), { maxLength: 6 }), { maxLength: 8 })
    const fields = fc.record({ id: fc.string(), release: fc.string() })
    fc.assert(
      fc.property(cells, cells, cells, fields, (about, rows, mappings, said) => {
        const found = judged(
          [
            sheetOf('Framework', about),
            sheetOf('Requirements', [['id', 'title', 'parent', 'text'], ...rows]),
            sheetOf('Mappings', [['from', 'to', 'relation', 'rationale'], ...mappings]),
          ],
          { ...given, ...said },
        )
        expect(found.ok || found.problems.length).toBeTruthy()
      }),
    )
  })
})

test('mappings become a crosswalk whose ends are there', () => {
  const sheets = (...rows: string[][]) => [
    sheetOf('Requirements', [header, ['1', 'One'], ['2', 'Two']]),
    sheetOf('mappings', [['From', 'To', 'Relation', 'Rationale'], ...rows]),
  ]
  const found = judged(sheets(['1', 'STD:1', 'Subset of', 'Both ask it.']))
  expect(found).toMatchObject({
    ok: true,
    own: {
      crosswalk: {
        ...{ id: 'own-acme', release: '2026.11.0' },
        mappings: [{ from: 'ACME:1', to: 'STD:1', relation: 'subset-of', basis: 'own-analysis' }],
      },
    },
  })
  expect(ownCrosswalkId('US-x')).toBe('own-us-x')
  const bad = judged(
    sheets(
      ['1', 'STD:9', 'equal', 'x'],
      ['STD:1', '2', 'equal', 'x'],
      ['2', 'STD:1', 'equal', 'x'],
      ['1', '2', 'equal', 'x'],
      ['3', 'STD:1', 'equal', 'x'],
    ),
  )
  expect(placesOf(bad)).toEqual(['mappings!B2', 'mappings!A6', 'mappings!4', 'mappings!5'])
  expect(placesOf(judged(sheets(['STD:1', 'STD:1', 'equal', 'x'])))).toHaveLength(1)
  expect(placesOf(judged(sheets(['1', 'STD:1', 'alike', ''])))).toEqual(['mappings!D2'])
})

test('an own framework keeps the sources that its file names, and its kind is own', () => {
  const draft = {
    content: {
      ...{ ...given, kind: 'law', sources: { ACT: { title: 'Act' } }, source: ['ACT'] },
      requirements: [{ id: 'ACME:1', kind: 'rule', title: 'One' }],
    },
    placeOf: () => ({ sheet: null, row: null, column: null }),
    warnings: [],
  }
  const found = readOwnFramework(draft, reader)
  expect(found).toMatchObject({
    ok: true,
    own: {
      framework: { kind: 'own', source: ['ACT'], asOf: '2026-11-22', confidence: 'verified' },
      warnings: [expect.stringContaining('Its kind was law')],
    },
  })
  for (const content of [null, [], 'text', 7]) {
    expect(readOwnFramework({ ...draft, content }, reader)).toMatchObject({ ok: false })
  }
})

test('very many problems are counted', () => {
  const rows = Array.from({ length: 130 }, () => ['1', 'Again', 'none'])
  const found = judged([sheetOf(null, [header, ...rows])])
  expect(placesOf(found).length).toBeLessThanOrEqual(101)
  const many = Array.from({ length: 120 }, () => ({
    ...{ sheet: null, row: 1, column: null, message: 'x', remedy: 'y' },
  }))
  expect(shortened(many).at(-1)).toMatchObject({ message: 'There are 20 more problems.' })
})

import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readOwnFramework } from '@primum/core/frameworks/own-framework'
import type { FrameworkTable } from '@primum/core/frameworks/framework-table'
import { problemWords, readFrameworkFile } from '../src/framework-files/read-framework-file.ts'
import { acmeWorkbook, frameworkRows, workbookOf, zipped } from './workbook-fixture.ts'

const read = (name: string, content: string | Uint8Array, given = {}) =>
  readFrameworkFile({ name, bytes: Buffer.from(content as string) }, given)

/** What is wrong with a file, from its bytes to its tree. */
async function problems(found: Promise<FrameworkTable>): Promise<string[]> {
  const table = await found
  const judged = table.ok
    ? readOwnFramework(table.draft, { by: 'Ada', on: '2026-11-22', isKnown: () => false })
    : table
  return judged.ok ? [] : judged.problems.map(problemWords)
}

const acme = (change?: Parameters<typeof acmeWorkbook>[0]) =>
  read('acme.xlsx', acmeWorkbook(change))

const yaml = `id: ACME
title: AI policy
release: 2026.11.0
about: Ours.
requirements:
  - { id: 'ACME:1', kind: rule, title: One }
`

test('a workbook that a spreadsheet program wrote', async () => {
  const bytes = await readFile(new URL('fixtures/acme-framework.xlsx', import.meta.url))
  const found = await read('Acme.XLSX', bytes)
  expect(found).toMatchObject({
    ok: true,
    draft: {
      content: {
        ...{ id: 'ACME', release: '2026.11.0', asOf: '2026-10-01' },
        sources: { own: { title: 'Policy AI-7' } },
        requirements: [
          { id: 'ACME:1', title: 'Governance', role: 'heading', kind: 'heading' },
          {
            ...{ id: 'ACME:1.1', parent: 'ACME:1', evidence: ['Minutes', 'Charter'] },
            ...{ everyMonths: 12, notes: ['Ä, ß and 漢', 'Second note'] },
          },
          { id: 'ACME:1.2', kind: 'requirement' },
        ],
        mappings: [{ from: 'ACME:1.1', to: 'ISO42001:5.3', relation: 'subset-of' }],
      },
      warnings: [
        'ACME: was put before ids without a prefix: 1 and 2 more.',
        'The sheet Notes to ourselves was not read.',
      ],
    },
  })
})

describe('a spoiled workbook is refused with its cell', () => {
  test.each<[string, Parameters<typeof acmeWorkbook>[0], string[]]>([
    ['nothing spoiled', () => undefined, []],
    [
      'merged cells',
      (sheets) => (sheets.Requirements = { ...sheets.Requirements!, merged: ['C3:C4'] }),
      [
        'Requirements!C3: The cells C3:C4 are merged. Unmerge them, and give each row its own value.',
      ],
    ],
    [
      'an id twice',
      (sheets) => Object.assign(sheets.Requirements!.rows[3]!, ['1.1']),
      ['Requirements!A4: ACME:1.1 occurs more than once. Give each requirement an id of its own.'],
    ],
    [
      'an unknown parent',
      (sheets) => Object.assign(sheets.Requirements!.rows[3]!, { 2: '9' }),
      [
        'Requirements!C4: ACME:1.2 lies below ACME:9, which is not there. Name one that stands in the file, or add it.',
      ],
    ],
    [
      'a circle',
      (sheets) => Object.assign(sheets.Requirements!.rows[1]!, { 2: '1.1' }),
      [
        'Requirements!C2: ACME:1 lies below itself. Give one of the circle no parent, or another one.',
        'Requirements!C3: ACME:1.1 lies below itself. Give one of the circle no parent, or another one.',
      ],
    ],
    [
      'a mapping to nothing',
      (sheets) =>
        (sheets.Mappings = {
          rows: [
            ['from', 'to', 'relation', 'rationale'],
            ['1.1', 'ISO42001:99', 'equal', 'The same.'],
          ],
        }),
      [
        'Mappings!B2: ISO42001:99 is in no framework that is there. Correct the id; GET /api/v1/frameworks lists what is there.',
      ],
    ],
    [
      'columns',
      (sheets) => Object.assign(sheets.Requirements!.rows[0]!, { 2: 'Owner', 4: 'title' }),
      [
        expect.stringContaining('Requirements!C1: The column "Owner" is not known.') as never,
        'Requirements!E1: The column title stands there twice. Keep one.',
      ],
    ],
    [
      'no release, and another word',
      (sheets) => (sheets.Framework = { rows: frameworkRows({ release: null, version: 'x' }) }),
      [
        expect.stringContaining('Framework!B5: "version" is not known here.') as never,
        expect.stringContaining('The release of the framework is not said.') as never,
      ],
    ],
    [
      'a release and a day that are none',
      (sheets) =>
        (sheets.Framework = { rows: frameworkRows({ release: 'v1', asOf: 'yesterday' }) }),
      [
        'Framework!B3: release: year, month and number: for example 2026.11.0. Write it with the year first, for example 2026.11.0.',
        'Framework!B5: asOf: invalid ISO date. Write it as YYYY-MM-DD.',
      ],
    ],
    [
      'months and a title that is empty',
      (sheets) => Object.assign(sheets.Requirements!.rows[3]!, { 1: null, 6: 1.5 }),
      [
        'Requirements!B4: The title is empty. Fill it in.',
        'Requirements!G4: "1.5" is no number of months. Write a whole number, for example 12.',
      ],
    ],
    [
      'an error',
      (sheets) => Object.assign(sheets.Requirements!.rows[3]!, { 1: { error: '#REF!' } }),
      [
        'Requirements!B4: The cell holds an error or nothing that is read here. Write its value as text.',
      ],
    ],
    [
      'a formula',
      (sheets) => Object.assign(sheets.Requirements!.rows[3]!, { 1: { formula: 'B2' } }),
      [
        'Requirements!B4: The cell is a formula; what it gives is not kept with it. Copy the cells, and paste them as values.',
      ],
    ],
  ])('%s', async (_name, change, expected) => {
    expect(await problems(acme(change))).toEqual(expected)
  })

  test('days are days, and ids that are numbers are told', async () => {
    const found = await acme((sheets) => {
      sheets.Framework = { rows: frameworkRows({ asOf: { day: 46_348 } }) }
      Object.assign(sheets.Requirements!.rows[3]!, [4.1])
    })
    expect(found).toMatchObject({
      ok: true,
      draft: {
        content: { asOf: '2026-11-22' },
        warnings: [expect.anything(), expect.stringContaining('(A4)')],
      },
    })
  })

  test('too much in too little: a bomb, many rows, many parts', async () => {
    const bomb = zipped({
      '_rels/.rels': `<Relationships>${' '.repeat(60 * 1024 * 1024)}</Relationships>`,
    })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await problems(read('bomb.xlsx', bomb))).toEqual([
      expect.stringContaining('unpacks to more than a framework can be'),
    ])
    const rows = [['id', 'title'], ...Array.from({ length: 5001 }, (_, at) => [`${at}`, 'x'])]
    const long = workbookOf({ Framework: { rows: frameworkRows() }, Requirements: { rows } })
    expect(await problems(read('long.xlsx', long))).toEqual([
      'Requirements: 5001 rows are more than the 5000 of one framework. Make two frameworks of it.',
    ])
  })

  test('what is no workbook inside', async () => {
    const cases: [Buffer, string][] = [
      [zipped({ 'word/document.xml': '<d/>' }), 'is no Excel workbook'],
      [acmeWorkbook().subarray(0, 2000), 'is damaged or cut off'],
      [workbookOf({ A: { rows: [] }, B: { rows: [] } }), 'no sheet Requirements, but A, B'],
      [workbookOf({ A: { rows: [] } }, { more: { 'xl/vbaProject.bin': 'x' } }), 'carries macros'],
      [
        workbookOf({ A: { rows: [] } }, { more: { 'xl/sharedStrings.xml': '<sst><si></sst>' } }),
        'is damaged (sharedStrings:',
      ],
      [
        workbookOf(
          { A: { rows: [] } },
          { more: { 'xl/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' } },
        ),
        'it has a document type',
      ],
    ]
    for (const [bytes, why] of cases) {
      expect(await problems(read('book.xlsx', bytes))).toEqual([expect.stringContaining(why)])
    }
  })
})

describe('a file whose type is not what its name says', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['acme.yaml', acmeWorkbook(), 'named as YAML, and its content is a ZIP archive'],
    ['acme.csv', acmeWorkbook(), 'named as CSV, and its content is a ZIP archive'],
    ['acme.xlsx', yaml, 'named as an Excel workbook, and its content is text'],
    ['acme.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'locked with a password'],
    ['acme.csv', '%PDF-1.7', 'its content is a PDF document'],
    ['acme.csv', '<html><table>', 'its content is a web page or XML'],
    ['acme.csv', Buffer.from('\ufeffid;title', 'utf16le'), 'text in UTF-16'],
    ['acme.csv', Buffer.from([0x69, 0xe4, 0x2c]), 'no text in UTF-8'],
    ['acme.xls', 'x', 'from an old Excel'],
    ['acme.xlsm', 'x', 'may carry macros'],
    ['acme.exe', 'x', 'read from .yaml, .csv or .xlsx'],
    ['acme', 'x', 'read from .yaml, .csv or .xlsx'],
    ['acme.csv', '', 'The file is empty'],
    ['acme.yaml', 'a,b\n1,2\n', 'does not say a framework'],
    ['acme.csv', yaml, 'is not known'],
  ])('%s: %s', async (name, content, why) => {
    expect((await problems(read(name, content))).join('\n')).toContain(why)
  })
})

describe('YAML', () => {
  test('is read, and its problems have lines', async () => {
    expect(await problems(read('acme.yml', yaml))).toEqual([])
    const circle = yaml.replace('title: One }', "title: One, parent: 'ACME:1' }")
    expect(await problems(read('acme.yml', circle))).toEqual([
      expect.stringContaining('line 6: ACME:1 lies below itself.'),
    ])
    expect(await problems(read('acme.yml', `${yaml}note: x\n`))).toEqual([
      expect.stringContaining('unrecognized key: "note"'),
    ])
    expect(
      await problems(read('acme.yml', `${yaml}mappings: [{ from: 'ACME:1' }]\n`)),
    ).toHaveLength(3)
  })

  test.each([
    ['a tag', `${yaml}notes: [!!js/function "x"]\n`, 'line 7'],
    ['a key twice', `${yaml}title: Again\n`, 'line 7'],
    ['no end', `${yaml}notes: [a\n`, 'line'],
    ['an alias of itself', `${yaml}notes: &a [*a]\n`, 'means more'],
    [
      'aliases of aliases',
      `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: &c [${'*b,'.repeat(50)}]\nd: [${'*c,'.repeat(50)}]\n`,
      'Write without aliases',
    ],
    [
      'one large part many times',
      `a: &a [${'x,'.repeat(9000)}]\nb: [${'*a,'.repeat(90)}]\n`,
      'means more',
    ],
    ['a hundred thousand brackets', '['.repeat(100_000), 'no YAML that is read here'],
    ['too large', `about: ${'x'.repeat(2 * 1024 * 1024)}`, '2,097,152'],
    ['a NUL character', yaml.replace('Ours.', '"a\\0b"'), 'line 4: about: holds a NUL character'],
  ])('with %s is refused', async (_name, text, why) => {
    const found = await problems(read('acme.yaml', text))
    expect(found.join('\n')).toContain(why)
  })
})

test('CSV with a byte order mark, semicolons, and what is said beside it', async () => {
  const csv =
    '\ufeffid;title;evidence\r\n1;Eins, zwei;"Protokoll; Satzung"\r\n\r\n2;"Zeile\nzwei";\r\n'
  const given = { id: 'ACME', title: 'Policy', release: '2026.11.0', about: 'Ours.' }
  const found = await read('acme.csv', csv, given)
  expect(found).toMatchObject({
    ok: true,
    draft: {
      content: {
        id: 'ACME',
        requirements: [
          { id: 'ACME:1', title: 'Eins, zwei', evidence: ['Protokoll', 'Satzung'] },
          { id: 'ACME:2', title: 'Zeile\nzwei' },
        ],
      },
    },
  })
  expect(await problems(read('acme.csv', csv.replace('2;', '1;'), given))).toEqual([
    expect.stringContaining('row 4, column A: ACME:1 occurs more than once.'),
  ])
  expect(await problems(read('acme.csv', csv))).toHaveLength(4)
})

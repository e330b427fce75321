import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { crosswalkFileSchema } from './crosswalk-schema.ts'
import type { Framework } from './framework.ts'
import { parseFramework } from './parse-framework.ts'
import { frameworkOf, requirementIdSchema } from './requirement-id.ts'

const folder = (name: string) => new URL(`../../../content/${name}/`, import.meta.url)

const filesIn = (name: string) => readdirSync(folder(name)).filter((file) => file.endsWith('.yaml'))

const contentOf = (name: string, file: string): unknown =>
  parse(readFileSync(new URL(file, folder(name)), 'utf8'))

function read(file: string): Framework {
  const parsed = parseFramework(contentOf('frameworks', file))
  if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.reasons, null, 2)}`)
  return parsed.framework
}

const files = filesIn('frameworks')
const crosswalks = filesIn('crosswalks')
const readCrosswalk = (file: string) => crosswalkFileSchema.parse(contentOf('crosswalks', file))

const requirementsOf = (id: string, kind: string) =>
  read(`${id.toLowerCase()}.yaml`).requirements.filter(
    (each) => each.role === 'requirement' && each.kind === kind,
  )

function countsBy(ids: readonly string[], groupOf: (id: string) => string): [string, number][] {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(groupOf(id), (counts.get(groupOf(id)) ?? 0) + 1)
  return [...counts]
}

/** Every text of a content file; a locator is somebody else's address. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => (key === 'locator' ? [] : textsOf(each)))
}

const allIds = () => files.flatMap((file) => read(file).requirements.map(({ id }) => id))

describe('shipped frameworks', () => {
  test.each(files)('%s is consistent and named after its framework', (file) => {
    const framework = read(file)
    expect(file).toBe(`${framework.id.toLowerCase()}.yaml`)
    for (const requirement of framework.requirements) {
      expect(requirement.source.length, requirement.id).toBeGreaterThan(0)
    }
  })

  test.each(files)('%s lists the sources that it cites and no other', (file) => {
    const { requirements, rules, source, sources } = read(file)
    const cited = [{ source }, ...requirements, ...rules].flatMap((each) => each.source)
    expect(Object.keys(sources).toSorted()).toEqual([...new Set(cited)].toSorted())
  })

  test.each(files)('%s: only headings hold others, and what holds others is a heading', (file) => {
    const { requirements } = read(file)
    const roles = new Map(requirements.map(({ id, role }) => [id, role]))
    const holders = requirements.flatMap(({ parent }) => parent ?? [])
    expect(holders.filter((id) => roles.get(id) !== 'heading')).toEqual([])
    const empty = requirements.filter(({ id, role }) => role === 'heading' && !holders.includes(id))
    expect(empty.map(({ id }) => id)).toEqual([])
  })

  test.each(files)('%s says nothing of a day after its release', (file) => {
    const { release, asOf, requirements } = read(file)
    const [year, month] = release.split('.')
    const latest = [asOf, ...requirements.map((each) => each.asOf)].toSorted().at(-1)!
    expect(latest.slice(0, 7) <= `${year}-${month}`, latest).toBe(true)
  })

  test('no id stands in two frameworks', () => {
    const ids = allIds()
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('ISO/IEC 42001 has 38 controls in nine areas', () => {
    const controls = requirementsOf('ISO42001', 'control').map(({ id }) => id)
    expect(controls).toHaveLength(38)
    expect(countsBy(controls, (id) => /A\.\d+/.exec(id)?.[0] ?? id)).toEqual([
      ['A.2', 3],
      ['A.3', 2],
      ['A.4', 5],
      ['A.5', 4],
      ['A.6', 9],
      ['A.7', 5],
      ['A.8', 4],
      ['A.9', 3],
      ['A.10', 3],
    ])
  })

  test('the NIST AI RMF has 72 subcategories in four functions', () => {
    const subcategories = requirementsOf('NIST-AI-RMF', 'subcategory').map(({ id }) => id)
    expect(subcategories).toHaveLength(72)
    expect(countsBy(subcategories, (id) => /[A-Z]+(?=-\d)/.exec(id)?.[0] ?? id)).toEqual([
      ['GOVERN', 19],
      ['MAP', 18],
      ['MEASURE', 22],
      ['MANAGE', 13],
    ])
  })

  test('ISO/IEC 27001 has 93 controls in four themes', () => {
    const controls = requirementsOf('ISO27001', 'control')
    expect(controls).toHaveLength(93)
    expect(
      countsBy(
        controls.map(({ parent }) => parent ?? ''),
        String,
      ),
    ).toEqual([
      ['ISO27001:A.5', 37],
      ['ISO27001:A.6', 8],
      ['ISO27001:A.7', 14],
      ['ISO27001:A.8', 34],
    ])
  })

  test('HTI-1 asks for 31 attributes of predictive and 13 of evidence-based decision support', () => {
    const attributes = requirementsOf('ONC-HTI1', 'attribute').map(({ id }) => id)
    expect(countsBy(attributes, (id) => /:[A-Z]+/.exec(id)?.[0] ?? id)).toEqual([
      [':DSI', 31],
      [':EB', 13],
    ])
  })

  test('the clocks that are counted run as the law says', () => {
    const clocks = files
      .flatMap((file) => read(file).requirements)
      .flatMap(({ id, deadline }) => {
        if (deadline?.days !== undefined) return [`${id} ${deadline.days} days`]
        if (deadline?.workDays !== undefined) return [`${id} ${deadline.workDays} work days`]
        return []
      })
    expect(clocks).toEqual(
      expect.arrayContaining([
        'EU-AI-ACT:SI-15 15 days',
        'EU-AI-ACT:SI-10 10 days',
        'EU-AI-ACT:SI-2 2 days',
        'EU-MDR:MDR-15 15 days',
        'EU-MDR:MDR-10 10 days',
        'EU-MDR:MDR-2 2 days',
        'FDA:MDR-UF-death 10 work days',
        'FDA:MDR-UF-injury 10 work days',
        'FDA:MDR-MFR-30 30 days',
        'FDA:MDR-MFR-5 5 work days',
        'HIPAA:164.404 60 days',
        'HIPAA:164.408 60 days',
        'HIPAA:164.410 60 days',
        'US-CO:CO-P3 30 days',
      ]),
    )
  })
})

describe('references to shipped frameworks', () => {
  test.each(['questionnaires', 'risk', 'monitoring'])(
    'every reference of content/%s exists',
    (name) => {
      const known = new Set(allIds())
      const references = filesIn(name)
        .flatMap((file) => textsOf(contentOf(name, file)))
        .filter((text) => requirementIdSchema.safeParse(text).success)
      expect(references.filter((id) => !known.has(id))).toEqual([])
    },
  )

  test.each(crosswalks)('%s: both ends of every mapping exist', (file) => {
    const known = new Set(allIds())
    const { mappings, without } = readCrosswalk(file)
    const ends = [
      ...mappings.flatMap(({ from, to }) => [from, to]),
      ...without.map(({ from }) => from),
    ]
    expect(ends.filter((id) => !known.has(id))).toEqual([])
    const frameworks = new Set([...known].map(frameworkOf))
    expect(without.filter(({ framework }) => !frameworks.has(framework))).toEqual([])
  })

  test.each(crosswalks)(
    '%s maps a pair once, and nothing that it calls without counterpart',
    (file) => {
      const { mappings, without } = readCrosswalk(file)
      const pairs = mappings.map(({ from, to }) => `${from} ${to}`)
      expect(pairs.filter((pair, index) => pairs.indexOf(pair) !== index)).toEqual([])
      const mapped = new Set(mappings.map(({ from, to }) => `${from} ${frameworkOf(to)}`))
      expect(without.filter(({ from, framework }) => mapped.has(`${from} ${framework}`))).toEqual(
        [],
      )
    },
  )

  test.each(crosswalks)('%s lists the sources that it cites and no other', (file) => {
    const { mappings, without, source, sources } = readCrosswalk(file)
    const cited = [{ source }, ...mappings, ...without].flatMap((each) => each.source ?? [])
    expect(Object.keys(sources).toSorted()).toEqual([...new Set(cited)].toSorted())
  })
})

test.each([
  ...files.map((file) => ['frameworks', file] as const),
  ...crosswalks.map((file) => ['crosswalks', file] as const),
])('content/%s/%s speaks of nothing that its readers cannot see', (name, file) => {
  const leaked = textsOf(contentOf(name, file)).filter((text) =>
    /guide [01]\b|shared\//i.test(text),
  )
  expect(leaked).toEqual([])
})

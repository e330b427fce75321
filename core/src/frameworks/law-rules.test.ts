import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { applyRule } from './applicability.ts'
import { buildLibrary } from './library.ts'

const content = new URL('../../../content/', import.meta.url)
const filesOf = (kind: string) =>
  readdirSync(new URL(`${kind}/`, content)).map((name) => ({
    path: `${kind}/${name}`,
    content: parse(readFileSync(new URL(`${kind}/${name}`, content), 'utf8')) as unknown,
  }))

const built = buildLibrary({
  frameworks: filesOf('frameworks'),
  rules: filesOf('rules'),
  crosswalks: filesOf('crosswalks'),
})
if (!built.ok) throw new Error(built.reasons.map(({ message }) => message).join('\n'))
const { library } = built
const rules = library.laws().flatMap((framework) => framework.rules)

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(rule.cases.map((each) => [each.about, each] as const))('%s', (_about, each) => {
    // Long after every law has come into force, so that only the facts decide.
    const found = applyRule(rule, each.facts, '2100-01-01')
    expect(found?.state ?? 'not').toBe(each.expect)
  })
})

/** What stands in a law and binds nobody whom the facts can name. */
const unruled = {
  'EU-AI-ACT:Art.4a': 'it allows, and asks for nothing',
  'EU-AI-ACT:Art.40': 'it gives a presumption, and asks for nothing',
  'US-NY:NY-3': 'it binds makers of the largest models, not hospitals or their vendors',
}

test('everything that a law asks of somebody has a rule', () => {
  const ruled = new Set(rules.flatMap(({ requirements }) => requirements))
  const open = library
    .laws()
    .flatMap(({ requirements }) => requirements)
    .filter(({ id, role }) => role === 'requirement' && !ruled.has(id))
    .map(({ id }) => id)
  expect(open.toSorted()).toEqual(Object.keys(unruled).toSorted())
})

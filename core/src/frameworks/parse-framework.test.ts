import { describe, expect, test } from 'vitest'
import { parseFramework } from './parse-framework.ts'
import { testLaw, testStandard } from './test-framework.ts'

const messages = (content: unknown, rules?: unknown) => {
  const found = parseFramework(content, rules)
  return found.ok ? [] : found.reasons.map(({ message }) => message)
}
const [heading, duty, ban, note] = testLaw.requirements
const withRequirements = (...requirements: unknown[]) => ({ ...testLaw, requirements, rules: [] })

test('what an entry does not say it inherits from the nearest that does', () => {
  const part = { ...heading!, source: ['REC'], confidence: 'recalled' as const }
  const found = parseFramework({ ...testLaw, requirements: [part, duty, ban, note] })
  expect(
    found.ok &&
      found.framework.requirements.map(({ id, source, confidence, asOf }) => [
        id,
        source,
        confidence,
        asOf,
      ]),
  ).toEqual([
    ['LAW:part', ['REC'], 'recalled', '2026-07-27'],
    ['LAW:1', ['REC'], 'recalled', '2026-07-27'],
    ['LAW:2', ['REC'], 'recalled', '2026-07-27'],
    ['LAW:x', ['ACT'], 'verified', '2026-07-27'],
  ])
  expect(found.ok && found.framework.rules.map(({ confidence }) => confidence)).toEqual([
    'verified',
    'recalled',
  ])
})

describe('a bad file is refused with each of its problems', () => {
  test.each<[string, unknown, string[]]>([
    ['no file', null, ['file: invalid input: expected object, received null']],
    ['a text', 'ISO', ['file: invalid input: expected object, received string']],
    ['an id twice', withRequirements(heading, duty, duty), ['LAW:1 occurs more than once']],
    [
      'an id of another framework',
      withRequirements({ ...heading, id: 'ISO42001:4' }),
      ['ISO42001:4 lacks the prefix of its framework, LAW:'],
    ],
    [
      'an id without prefix',
      withRequirements({ ...heading, id: '4.1' }),
      ['requirements[0] (4.1).id: framework prefix, colon, id: for example ISO42001:A.3.2'],
    ],
    [
      'an unknown parent',
      withRequirements({ ...duty, parent: 'LAW:none' }),
      ['LAW:1 lies below LAW:none, which is not there'],
    ],
    [
      'a circle',
      withRequirements(
        { ...heading, parent: 'LAW:2' },
        { ...duty, parent: 'LAW:part' },
        { ...ban, parent: 'LAW:1' },
      ),
      ['LAW:part lies below itself', 'LAW:1 lies below itself', 'LAW:2 lies below itself'],
    ],
    [
      'an unlisted source',
      withRequirements({ ...heading, source: ['WEB'] }),
      ['LAW:part cites the unlisted source WEB'],
    ],
    ['a day that is none', { ...testLaw, asOf: '2026-02-30' }, ['asOf: invalid ISO date']],
    [
      'a field that nobody knows',
      withRequirements({ ...heading, titel: 'x' }),
      ['requirements[0] (LAW:part): unrecognized key: "titel"'],
    ],
  ])('%s', (_name, content, expected) => {
    expect(messages(content)).toEqual(expected)
  })

  test('a rule that names nothing, asks for nothing, or was not tried on both sides', () => {
    const [rule] = testLaw.rules!
    const found = messages({
      ...testLaw,
      rules: [
        {
          ...rule!,
          requirements: ['LAW:9'],
          when: { fact: 'states', in: ['XX'] },
          cases: rule!.cases
            .filter(({ expect: side }) => side === 'applies')
            .flatMap((each) => [each, each]),
        },
      ],
    })
    expect(found).toEqual([
      'rule LAW:rule-tell names LAW:9, which is not there',
      'rule LAW:rule-tell: states never is "XX"',
      'rule LAW:rule-tell has no case in which it does not apply',
      'rule LAW:rule-tell has an exemption and no case of it',
    ])
  })

  test('very many problems are counted, not listed', () => {
    const ids = Array.from({ length: 80 }, (_, at) => `${at}`)
    const content = testStandard('STD', [...ids, ...ids])
    const found = messages(content)
    expect(found).toHaveLength(51)
    expect(found.at(-1)).toBe('30 more')
  })
})

test('rules may stand in a file of their own', () => {
  const { rules, ...rest } = testLaw
  const file = { framework: 'LAW', about: 'Its rules.', rules }
  const found = parseFramework(rest, file)
  expect(found.ok && found.framework.rules).toHaveLength(2)
  expect(messages(rest, { ...file, framework: 'OTHER' })).toEqual(['the rules are for OTHER'])
  expect(messages(rest, { about: 'x' })).toHaveLength(2)
})

test('a standard of five thousand clauses is read, and one more is refused', () => {
  const ids = Array.from({ length: 5001 }, (_, at) => `${at}`)
  expect(messages(testStandard('STD', ids.slice(1)))).toEqual([])
  expect(messages(testStandard('STD', ids))).toHaveLength(1)
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isFileDataset } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { loadDataset, parseDataset } from './parse-dataset.ts'

const real = readFileSync(new URL('../diabetes-readmission/dataset.yaml', import.meta.url), 'utf8')
const lakeside = readFileSync(new URL('../lakeside/dataset.yaml', import.meta.url), 'utf8')

/** The diabetes mapping with one passage changed; fails if the passage is not there. */
function changed(from: string, to: string): string {
  expect(real).toContain(from)
  return real.replace(from, to)
}

function problemsOf(source: string) {
  try {
    parseDataset(source)
  } catch (error) {
    if (error instanceof DatasetError) return error.problems
    throw error
  }
  return []
}

describe('parseDataset', () => {
  test('reads the two mappings of the examples', () => {
    const diabetes = parseDataset(real)
    expect(isFileDataset(diabetes)).toBe(true)
    expect([diabetes.synthetic, diabetes.threshold, diabetes.horizonDays]).toEqual([
      false,
      0.15,
      30,
    ])
    expect(diabetes.replay?.start).toBe('2025-01-01')
    const simulated = parseDataset(lakeside)
    expect(isFileDataset(simulated)).toBe(false)
    expect(simulated.synthetic).toBe(true)
    expect(simulated.title).toContain('Lakeside (synthetic)')
  })

  test.each([
    ['a missing field', 'licence: CC BY 4.0\n', '', 'licence', 'is missing'],
    ['a misspelt key', 'horizonDays:', 'horizonDay:', 'dataset', 'unknown key "horizonDay"'],
    ['a threshold out of range', 'threshold: 0.15', 'threshold: 15', 'threshold', 'Too big'],
    ['an unknown format', 'events.parquet', 'events.xlsx', 'files.events', 'neither .parquet'],
    [
      'a path out of the folder',
      'events: events',
      'events: ../events',
      'files.events',
      'plain name',
    ],
    ['two orders', '  patient:', '  time: when\n  patient:', 'columns.order', 'exactly one'],
    ['a feature without unit', 'unit: procedures, ', '', 'features[2].unit', 'has no unit'],
    [
      'a range upside down',
      'minimum: 1, maximum: 14',
      'minimum: 15, maximum: 14',
      'features[0].minimum',
      'above',
    ],
    [
      'a feature twice',
      'name: insulin',
      'name: num_medications',
      'features[8].name',
      'declared twice',
    ],
    [
      'a group twice',
      'attribute: race',
      'attribute: gender',
      'groups[1].attribute',
      'declared twice',
    ],
    [
      'a fault in no feature',
      'feature: time_in_hospital',
      'feature: stay',
      'fault.feature',
      '"stay"',
    ],
    [
      'a condition in no feature',
      'feature: admission_type,',
      'feature: ward,',
      'fault.when.feature',
      '"ward"',
    ],
    [
      'half a delay',
      '      since: ScoringTime\n',
      '',
      'columns.label.events.since',
      'needs time and since',
    ],
    [
      'events without their file',
      '  events: events.parquet\n',
      '',
      'files.events',
      'belong together',
    ],
    [
      'two labels',
      '  label:\n',
      '  label:\n    column: y\n',
      'columns.label',
      'column or from events',
    ],
    ['no date', 'start: 2025-01-01', 'start: January', 'replay.start', 'Invalid ISO date'],
  ])('names %s', (_, from, to, field, problem) => {
    const problems = problemsOf(changed(from, to))
    const found = problems.find((it) => it.field === field)
    expect(found?.problem).toContain(problem)
    expect(found?.remedy).not.toBe('')
  })

  test('a simulation that calls itself real is refused', () => {
    const problems = problemsOf(lakeside.replace('synthetic: true', 'synthetic: false'))
    expect(problems.map((it) => it.field)).toEqual(['synthetic'])
  })

  test('says field, problem and remedy in one line each', () => {
    const source = changed('threshold: 0.15\nhorizonDays: 30', 'horizonDays: 0')
    const message = /my\.yaml\n {2}threshold: is missing\. Add it \(number\)\.\n {2}horizonDays: /
    expect(() => parseDataset(source, 'my.yaml')).toThrow(message)
  })

  test('names the line that is not YAML', () => {
    expect(problemsOf('name: a\n  title: [b')[0]?.field).toMatch(/^line \d$/)
  })
})

test('loadDataset says which file it cannot read', async () => {
  await expect(loadDataset('nowhere.yaml')).rejects.toThrow(/nowhere\.yaml: cannot be read/)
})

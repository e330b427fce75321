import { expect, test } from 'vitest'
import { cardMarkdown } from './card-markdown.ts'
import type { ModelCard } from './model-card.ts'

const empty: ModelCard = {
  format: 'primum-model-card/1',
  digest: 'd'.repeat(64),
  generatedAt: '2026-03-01T10:00:00.000Z',
  aiSystem: { id: '1', reference: 'sepsis', name: 'Sepsis alert', synthetic: false },
  version: { id: '2', label: '1.2.0', digest: 'e'.repeat(64), withdrawn: false },
  sections: [
    {
      id: 'basic-information',
      title: 'Basic information',
      facts: [
        { id: 'owner', name: 'Model owner', attribute: null, value: 'Dana', source: 'ai-system' },
        { id: 'funding', name: 'Funding source', attribute: 'B1.2', value: null, source: null },
      ],
    },
  ],
  inputs: [],
  thresholds: [0.5],
  statedMetrics: [],
  validation: null,
  limitations: [],
  monitors: [],
  signOffs: [],
  notStated: ['Funding source'],
}

function valued(value: string): ModelCard {
  const [section] = empty.sections
  const fact = { ...section!.facts[0]!, value }
  return { ...empty, sections: [{ ...section!, facts: [fact] }] }
}

test('what nobody stated is said to be missing, in every part', () => {
  const text = cardMarkdown(empty)
  expect(text).toContain('| Model owner | Dana |  |')
  expect(text).toContain('| Funding source | not stated | B1.2 |')
  for (const part of ['Inputs', 'Key metrics', 'Monitoring in force', 'Signatures']) {
    expect(text).toMatch(new RegExp(`## ${part}\n\nnot stated`))
  }
})

test.each([
  ['a | b', 'a \\| b'],
  ['two\n\n# lines', 'two \\# lines'],
  ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
  ['[x](javascript:y) `z` *w*', '\\[x\\](javascript:y) \\`z\\` \\*w\\*'],
])('%j stays text', (written, shown) => {
  expect(cardMarkdown(valued(written))).toContain(`| Model owner | ${shown} |  |`)
})

test('values carry their interval, counts their separators, and hidden groups no number', () => {
  const metric = {
    metric: 'auroc',
    threshold: null,
    value: 0.81234,
    lower: 0.79,
    upper: 0.83,
    level: 0.95,
    n: 12_345,
    state: 'ok' as const,
    reason: null,
  }
  const hidden = { ...metric, value: null, lower: null, upper: null, n: 0, reason: 'hidden' }
  const text = cardMarkdown({
    ...empty,
    validation: {
      runId: '3',
      kind: 'file',
      protocol: { id: '4', title: 'External', digest: 'f'.repeat(64) },
      intendedPopulation: 'Adults',
      data: { name: 'a.csv', from: null, to: null, unit: 'prediction' },
      n: 12_345,
      events: 2000,
      sampleSizeRequired: null,
      sampleSizeReached: null,
      verdict: 'not-met',
      criteria: [{ sentence: 'AUROC at least 0.9: not met.', state: 'not-met' }],
      segments: [
        { attribute: '', value: '', n: 12_345, metrics: [metric] },
        {
          attribute: 'sex',
          value: 'x',
          n: null,
          metrics: [{ ...hidden, state: 'insufficient' }],
        },
      ],
      fairness: [
        {
          attribute: 'sex',
          threshold: 0.5,
          equalizedOddsDifference: null,
          demographicParityRatio: 0.9,
          reason: 'one group only',
          gaps: [
            {
              group: 'f',
              rate: 'flag-rate',
              difference: -0.05,
              lower: -0.08,
              upper: -0.02,
              beyond: 'warning',
              reason: null,
            },
          ],
        },
      ],
      suppressedBelow: 11,
      digest: '0'.repeat(64),
      signedAt: '2026-02-01T00:00:00.000Z',
    },
  })
  expect(text).toContain(
    'External: **not met**. 12,345 with a known outcome, 2,000 of them with it.',
  )
  expect(text).toContain('| auroc | 0.812 (0.79 to 0.83, 95 %) | 12,345 |')
  expect(text).toContain(
    '#### sex: x (hidden)\n\n| Metric | Value | n |\n| --- | --- | --- |\n| auroc | hidden | hidden |',
  )
  expect(text).toContain('Equalized odds difference: not estimable. Demographic parity ratio: 0.9.')
  expect(text).toContain('| f | flag rate | -0.05 (-0.08 to -0.02) | warning |')
})

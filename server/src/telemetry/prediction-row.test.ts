import { expect, test } from 'vitest'
import { canonicalJson } from '@primum/core/ledger/canonical-json'
import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import { sha256 } from '../ledger/sha256.ts'
import { checkPrediction } from './prediction-row.ts'
import { Intake } from './intake.ts'
import { Rejections } from './rejections.ts'

const numeric = (name: string): FeatureSchema => ({ name, kind: 'numeric' })
const version = {
  id: 'v',
  label: '1.0.0',
  withdrawn: false,
  features: new Map(['a', 'a-b', 'a_b', 'z2'].map((name) => [name, numeric(name)])),
  groups: new Set(['Ärzte', 'sex'].toSorted()),
  binning: null,
  countReconstruction: null,
}

function check(value: object) {
  const rejections = new Rejections()
  const facts = {
    versions: new Map([['1.0.0', version]]),
    sites: new Set(['north']),
    now: Date.UTC(2026, 5),
    rejections,
    intake: new Intake(),
  }
  return { checked: checkPrediction({ row: 1, value }, facts), errors: rejections.first() }
}

const sent = {
  version: '1.0.0',
  id: 'größe "1"',
  score: -0,
  predictedAt: '2026-01-01T01:00:00.1234+01:00',
  groups: { sex: 'f', Ärzte: '' },
  features: { z2: 1e21, a_b: 0.1, a: null, 'a-b': -0 },
}

test('the digest is SHA-256 over the canonical JSON of what the row says', () => {
  const { checked, errors } = check(sent)
  expect(errors).toEqual([])
  const content = {
    id: 'größe "1"',
    version: '1.0.0',
    predictedAt: '2026-01-01T00:00:00.123Z',
    score: 0,
    patient: null,
    site: null,
    groups: { sex: 'f' },
    features: { z2: 1e21, a_b: 0.1, 'a-b': 0 },
  }
  expect(checked?.digest.toString('hex')).toBe(sha256(canonicalJson(content)))
  expect(checked?.day).toBe('2026-01-01')
  expect(JSON.parse(checked!.featuresJson)).toEqual(content.features)
})

test.each([
  ['score', { score: 0.1 }],
  ['moment', { predictedAt: '2026-01-01T01:00:00.124+01:00' }],
  ['patient', { patient: 'p' }],
  ['site', { site: 'north' }],
  ['group', { groups: { sex: 'm' } }],
  ['feature', { features: { ...sent.features, a: 0 } }],
])('another %s gives another digest', (_name, change) => {
  const digest = check(sent).checked?.digest
  expect(check({ ...sent, ...change }).checked?.digest.equals(digest!)).toBe(false)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildBaseline } from './baseline.ts'
import type { Label, Profile, ProfilePrediction } from './profile.ts'
import {
  addPrediction,
  changeLabel,
  decodeProfile,
  emptyProfile,
  encodeProfile,
  mergeProfiles,
  profilesEqual,
  removePrediction,
} from './profile.ts'
import { cohort, cohortSpec } from './test-cohort.ts'
import { DecodeError, checksum } from './varint.ts'

const baseline = buildBaseline(cohort(2000, 1), cohortSpec)

type Row = ProfilePrediction & { label: Label }

const label = fc.constantFrom<Label>(null, 0, 1)
const score = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 0.3, 0.299_999_999, -0.5, 7, 1e300),
)
const value = fc.oneof(
  fc.double(),
  fc.integer({ min: 0, max: 120 }),
  fc.constantFrom(null, 'elective', 'emergency', 'transfer', '__new__'),
)
const features = fc.option(fc.record({ age: value, lactate: value, admission: value }))
const prediction: fc.Arbitrary<Row> = fc.record({ score, label, features })
const predictions = fc.array(prediction, { maxLength: 30 })

function profileOf(rows: readonly Row[]): Profile {
  const profile = emptyProfile(baseline)
  for (const row of rows) addPrediction(profile, baseline, row)
  return profile
}

const profiles = predictions.map(profileOf)
/** Also sets of corrections, whose counts are negative. */
const anyProfile = fc.record({ plus: predictions, minus: predictions }).map(({ plus, minus }) => {
  const profile = profileOf(plus)
  for (const row of minus) removePrediction(profile, baseline, row)
  return profile
})

describe('laws', () => {
  test('merging is associative and commutative, the empty profile its identity', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, anyProfile, (a, b, c) => {
        const left = mergeProfiles(mergeProfiles(a, b), c)
        expect(profilesEqual(left, mergeProfiles(a, mergeProfiles(b, c)))).toBe(true)
        expect(profilesEqual(mergeProfiles(a, b), mergeProfiles(b, a))).toBe(true)
        expect(profilesEqual(mergeProfiles(a, emptyProfile(baseline)), a)).toBe(true)
      }),
    )
  })

  test('the profile of two sets together is the merge of their profiles', () => {
    fc.assert(
      fc.property(predictions, predictions, (a, b) => {
        const merged = mergeProfiles(profileOf(a), profileOf(b))
        expect(profilesEqual(profileOf([...b, ...a]), merged)).toBe(true)
      }),
    )
  })

  test('a label that arrives late gives the profile it would have given at once', () => {
    fc.assert(
      fc.property(predictions, label, (rows, to) => {
        const profile = profileOf(rows)
        for (const row of rows) {
          changeLabel(profile, baseline, { score: row.score, from: row.label, to })
        }
        expect(profilesEqual(profile, profileOf(rows.map((row) => ({ ...row, label: to }))))).toBe(
          true,
        )
      }),
    )
  })

  test('a label set and taken back leaves no trace, bit for bit', () => {
    fc.assert(
      fc.property(profiles, score, label, label, (profile, at, from, to) => {
        const before = encodeProfile(profile)
        changeLabel(profile, baseline, { score: at, from, to })
        changeLabel(profile, baseline, { score: at, from: to, to: from })
        expect(encodeProfile(profile)).toEqual(before)
      }),
    )
  })

  test('removing in any order is the exact inverse of adding', () => {
    const shuffled = predictions.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    )
    fc.assert(
      fc.property(anyProfile, shuffled, (profile, [rows, otherOrder]) => {
        const before = encodeProfile(profile)
        for (const row of rows) addPrediction(profile, baseline, row)
        for (const row of otherOrder) removePrediction(profile, baseline, row)
        expect(encodeProfile(profile)).toEqual(before)
      }),
    )
  })
})

describe('bytes', () => {
  test('return as they were', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        const read = decodeProfile(encodeProfile(profile))
        expect(profilesEqual(read, profile)).toBe(true)
        expect(read.n).toBe(profile.n)
      }),
    )
  })

  test('changed bytes are refused with words', () => {
    fc.assert(
      fc.property(profiles, fc.nat(), fc.integer({ min: 1, max: 255 }), (profile, at, change) => {
        const bytes = encodeProfile(profile)
        bytes[at % bytes.length]! ^= change
        expect(() => decodeProfile(bytes)).toThrow(DecodeError)
      }),
    )
  })

  test('cut or lengthened bytes are refused with words', () => {
    const bytes = encodeProfile(profileOf([{ score: 0.4, label: 1, features: { age: 3 } }]))
    for (let i = 0; i < bytes.length; i++) {
      expect(() => decodeProfile(bytes.subarray(0, i))).toThrow(DecodeError)
    }
    expect(() => decodeProfile(Uint8Array.from([...bytes, 0]))).toThrow(DecodeError)
  })

  test('bytes forged with a right checksum are a canonical profile or refused with words', () => {
    const forge = fc.record({
      profile: profiles,
      changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
    })
    let accepted = 0
    fc.assert(
      fc.property(forge, ({ profile, changes }) => {
        const bytes = encodeProfile(profile)
        const body = bytes.subarray(0, -4)
        for (const [at, byte] of changes) body[at % body.length] = byte
        new DataView(bytes.buffer).setUint32(body.length, checksum(body), true)
        try {
          expect(encodeProfile(decodeProfile(bytes))).toEqual(bytes)
          accepted++
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError)
        }
      }),
      { numRuns: 2000 },
    )
    expect(accepted).toBeGreaterThan(0)
  })

  test('any bytes at all are refused with words', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => decodeProfile(bytes)).toThrow(DecodeError)
      }),
    )
  })

  test('a day of one prediction fits in 40 bytes', () => {
    expect(
      encodeProfile(profileOf([{ score: 0.4, label: 1, features: null }])).length,
    ).toBeLessThan(40)
  })
})

test('profiles of different baselines do not mix', () => {
  const other = buildBaseline(cohort(2000, 2), cohortSpec)
  expect(() => mergeProfiles(emptyProfile(baseline), emptyProfile(other))).toThrow(/baselines/)
  const row = { score: 0.5, features: null }
  expect(() => addPrediction(emptyProfile(baseline), other, row)).toThrow(/baselines/)
})

test('a score that is not finite is refused', () => {
  for (const bad of [Number.NaN, Infinity]) {
    expect(() =>
      addPrediction(emptyProfile(baseline), baseline, { score: bad, features: null }),
    ).toThrow(RangeError)
  }
})

test('10,000 predictions with 10 features are counted well under 100 ms', () => {
  const names = Array.from({ length: 10 }, (_, i) => `f${i}`)
  const rows = cohort(10_000, 3).map((row) => ({
    ...row,
    features: Object.fromEntries(names.map((name, i) => [name, row.score * i + i])),
  }))
  const spec = {
    ...cohortSpec,
    features: names.map((name) => ({ name, kind: 'numeric' as const })),
  }
  const wide = buildBaseline(rows, spec)
  // The best of several runs: the machine may be busy, the code is not slower for it.
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now()
    const profile = emptyProfile(wide)
    for (const row of rows) addPrediction(profile, wide, row)
    return performance.now() - start
  })
  expect(Math.min(...times)).toBeLessThan(100)
})

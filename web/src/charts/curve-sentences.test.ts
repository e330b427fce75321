import { calibrationCurve } from '@primum/core/statistics/calibration-curve'
import { decisionCurve } from '@primum/core/statistics/decision-curve'
import { precisionRecallCurve } from '@primum/core/statistics/precision-recall-curve'
import { rocCurve } from '@primum/core/statistics/roc-curve'
import { describe, expect, test } from 'vitest'
import {
  decisionSentence,
  precisionRecallSentence,
  reliabilitySentence,
  rocSentence,
  scoresSentence,
} from './curve-sentences.ts'

/** Risks that come true exactly as often as they say. */
const calibrated = {
  scores: [0.1, 0.2, 0.5, 0.8],
  positives: [40, 80, 100, 80],
  negatives: [360, 320, 100, 20],
}
const nobody = { scores: [0.1, 0.2], positives: [0, 0], negatives: [30, 30] }

describe('rocSentence', () => {
  test('says the area as pairs of people, and what the threshold does', () => {
    const operating = {
      threshold: 0.5,
      sensitivity: 0.6,
      specificity: 0.85,
      positivePredictiveValue: 0.6,
    }
    // 185,000 of 240,000 pairs, ties counting half
    const said = rocSentence(rocCurve(calibrated), operating)
    expect(said).toContain('in 77 of 100 such pairs (AUROC 0.771 (95 % interval')
    expect(said).toContain('n = 1,100')
    expect(said).toContain('At the threshold 0.5, 60 of 100 people with the outcome are flagged')
    expect(said).toContain('and 15 of 100 without it')
  })

  test('says why there is no curve', () => {
    expect(rocSentence(rocCurve(nobody))).toBe('It cannot be drawn: no positives.')
  })
})

test('precision is held against flagging at random', () => {
  const said = precisionRecallSentence(precisionRecallCurve(calibrated))
  expect(said).toContain('flagging at random would find 27 of 100')
})

describe('reliabilitySentence', () => {
  test('a calibrated score has no gap that chance does not explain', () => {
    const said = reliabilitySentence(calibrationCurve(calibrated))
    expect(said).toMatch(/^In all \d groups of similar scores .*n = 1,100\)\.$/)
  })

  test('the largest gap is said with its interval and its n', () => {
    const off = { ...calibrated, positives: [40, 80, 160, 80], negatives: [360, 320, 40, 20] }
    const said = reliabilitySentence(calibrationCurve(off))
    expect(said).toContain('Where a risk of 50.0 % was predicted, 80.0 % had the outcome')
    expect(said).toContain('n = 200')
  })
})

describe('decisionSentence', () => {
  test('names the risks at which acting on the score does more good for sure', () => {
    const curve = decisionCurve(calibrated, { from: 0.3, to: 0.4, step: 0.1 })
    expect(decisionSentence(curve, 0.3)).toMatch(
      /^For people who would act at a risk between 30 % and 40 %, .*At 30 % the gain is \d/,
    )
  })

  test('promises nothing where the interval reaches zero', () => {
    const few = { scores: [0.1, 0.5], positives: [1, 1], negatives: [1, 1] }
    const curve = decisionCurve(few, { from: 0.2, to: 0.4, step: 0.1 })
    expect(decisionSentence(curve)).toMatch(/^At no risk drawn is it sure/)
  })
})

test('scores are said by the middle of each group', () => {
  const scores = { from: 0, to: 1, positives: [0, 0, 4, 8], negatives: [9, 2, 1, 0] }
  const said = scoresSentence(scores)
  expect(said).toContain('at about 0.88 (12 people)')
  expect(said).toContain('at about 0.13 (12 people)')
  expect(scoresSentence({ ...scores, positives: [], negatives: [] })).toContain('cannot be drawn')
})

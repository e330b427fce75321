import { describe, expect, test } from 'vitest'
import type { Assessment, Treatment } from './queries.ts'
import { planPath, sameDecisions, toInput, toValues, treatedSections } from './treatment-values.ts'

const stored: Treatment = {
  treatmentPlans: [
    { sectionId: 'fairness', plan: 'Recalibrate', owner: 'Dana', dueOn: '2027-01-31' },
  ],
  executiveDecisions: [],
  councilDecision: null,
  risks: [],
}

function section(sectionId: string, band: string | null) {
  return { sectionId, title: sectionId, band, score: 3 }
}

describe('the dimensions to treat', () => {
  const treated = treatedSections({
    result: {
      sections: [
        section('safety', 'critical'),
        section('labour', 'critical'),
        section('autonomy', 'high'),
        section('access', 'moderate'),
        section('fairness', 'low'),
      ],
    },
    treatment: stored,
  } as unknown as Assessment)

  test('are the high and critical ones, and those with a plan already', () => {
    expect(treated.map(({ id }) => id)).toEqual(['safety', 'labour', 'autonomy', 'fairness'])
  })

  test('need an executive where critical, but never in safety or privacy', () => {
    expect(treated.filter(({ needsDecision }) => needsDecision).map(({ id }) => id)).toEqual([
      'labour',
    ])
  })

  test('must have a plan where high', () => {
    expect(treated.filter(({ needsPlan }) => needsPlan).map(({ id }) => id)).toEqual(['autonomy'])
  })
})

describe('what is sent', () => {
  test('is nothing where nothing changed, whatever the order of the fields', () => {
    const reordered = toValues({
      ...stored,
      treatmentPlans: [
        { dueOn: '2027-01-31', owner: 'Dana', plan: 'Recalibrate', sectionId: 'fairness' },
      ],
    })
    expect(toInput(reordered, stored)).toEqual({})
  })

  test('leaves the decisions out where only a plan changed: they need the right to sign', () => {
    const values = toValues(stored)
    values.plans['autonomy'] = { plan: 'Ask first', owner: '', dueOn: '' }
    expect(toInput(values, stored)).toEqual({
      treatmentPlans: [
        ...stored.treatmentPlans,
        { sectionId: 'autonomy', plan: 'Ask first', owner: '', dueOn: '' },
      ],
    })
  })

  test('takes back an emptied plan and an emptied decision of the council', () => {
    const values = toValues({ ...stored, councilDecision: 'Minutes' })
    values.plans['fairness'] = { plan: ' ', owner: '', dueOn: '' }
    values.councilDecision = ''
    expect(toInput(values, { ...stored, councilDecision: 'Minutes' })).toEqual({
      treatmentPlans: [],
      councilDecision: null,
    })
  })

  test('keeps the place by which the server names a wrong field, empty rows not counted', () => {
    const values = toValues(stored)
    values.plans['access'] = { plan: '', owner: '', dueOn: '' }
    values.plans['autonomy'] = { plan: 'Ask first', owner: '', dueOn: '' }
    expect(planPath(values, 'autonomy', 'owner')).toBe('treatmentPlans.1.owner')
  })
})

test('another plan than ours is a change that must not be undone unseen', () => {
  expect(sameDecisions(stored, { ...stored, risks: [] })).toBe(true)
  expect(sameDecisions(stored, { ...stored, treatmentPlans: [] })).toBe(false)
})

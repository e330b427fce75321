import { describe, expect, test } from 'vitest'
import { activeDutyFilters, ofOwner, ownerChoice, readDutyState, toView } from './duty-state.ts'

const names = { framework: undefined, owner: undefined, system: undefined }

describe('the view', () => {
  test('law by law, where the address does not ask for somebody’s duties', () => {
    expect(readDutyState({}).view).toBe('requirements')
    expect(readDutyState({ status: 'open', overdue: true }).view).toBe('requirements')
    expect(readDutyState({ unowned: true }).view).toBe('duties')
    expect(readDutyState({ mine: 'true' }).view).toBe('duties')
    expect(readDutyState({ requirement: 'HIPAA:1' }).view).toBe('duties')
    expect(readDutyState({ unowned: true, view: 'requirements' }).view).toBe('requirements')
  })

  test('the way to it leaves what it cannot filter by', () => {
    const leaves = toView('requirements')
    expect(leaves).toHaveProperty('mine', undefined)
    expect(leaves).toHaveProperty('requirement', undefined)
    expect(leaves).not.toHaveProperty('unowned')
    expect(toView('duties')).toEqual({ view: 'duties', cursor: undefined })
  })
})

test('what the address says and nobody understands is left out', () => {
  const state = readDutyState({ status: 'done', mine: 'perhaps', search: 7 })
  expect(state).toMatchObject({ status: undefined, mine: undefined, search: '7' })
})

test('the owner is one choice of four', () => {
  for (const choice of [null, 'mine', 'nobody', 'a-member']) {
    expect(ownerChoice(readDutyState(ofOwner(choice)))).toBe(choice)
  }
})

describe('the filters that hold', () => {
  test('are told in words', () => {
    const state = readDutyState({
      view: 'duties',
      unowned: true,
      status: 'look-again',
      overdue: true,
    })
    expect(activeDutyFilters(state, { ...names, owner: 'Nobody' })).toEqual([
      { name: 'status', title: 'Status', value: 'Look again' },
      { name: 'owner', title: 'Owner', value: 'Nobody' },
      { name: 'overdue', title: 'Only', value: 'Overdue' },
    ])
  })

  test('are not told where the view does not filter by them', () => {
    const state = readDutyState({ view: 'requirements', mine: true, requirement: 'HIPAA:1' })
    expect(activeDutyFilters(state, names)).toEqual([])
  })
})

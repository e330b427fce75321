import { expect, test } from 'vitest'
import { assignBody, isAssignable } from './assign-body.ts'

const nothing = { owner: 'keep', due: 'keep', day: '' } as const

test('what stays as it is is not sent', () => {
  expect(assignBody(['a'], nothing)).toBeNull()
  expect(assignBody(['a'], { ...nothing, owner: 'member' })).toEqual({
    ...{ ids: ['a'], ownerId: 'member' },
  })
  expect(assignBody(['a'], { ...nothing, due: 'day', day: '2027-01-02' })).toEqual({
    ...{ ids: ['a'], dueOn: '2027-01-02' },
  })
})

test('nobody, and the day of the law, are said with null', () => {
  expect(assignBody(['a', 'b'], { ...nothing, owner: 'nobody', due: 'law' })).toEqual({
    ...{ ids: ['a', 'b'], ownerId: null, dueOn: null },
  })
})

test('what the law lifts or no longer asks is given to nobody', () => {
  expect(isAssignable({ status: 'undecided' })).toBe(true)
  expect(isAssignable({ status: 'exempt' })).toBe(false)
  expect(isAssignable({ status: 'ended' })).toBe(false)
})

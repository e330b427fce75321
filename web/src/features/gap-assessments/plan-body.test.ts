import { expect, test } from 'vitest'
import { planBody } from './plan-body.ts'

const ids = ['ISO42001:4.1']
const plain = { severity: 'major', owner: 'statement', dueAt: '', note: '  ' } as const

test('what is left to the server is not sent', () => {
  expect(planBody(ids, plain)).toEqual({ requirementIds: ids, severity: 'major', note: null })
})

test('nobody is said to own it, or a member; a day is sent as a moment', () => {
  expect(planBody(ids, { ...plain, owner: 'nobody' })).toMatchObject({ ownerId: null })
  const body = planBody(ids, { ...plain, owner: 'm1', dueAt: '2026-12-24T12:00', note: ' Do it. ' })
  expect(body).toMatchObject({ ownerId: 'm1', note: 'Do it.' })
  expect(body.dueAt).toBe(new Date('2026-12-24T12:00').toISOString())
})

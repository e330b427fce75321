import { expect, test } from 'vitest'
import { findPacks, readPackState, takenWords } from './pack-list.ts'
import type { Pack } from './queries.ts'

const digest = 'a'.repeat(64)
const by = { kind: 'person', id: '1', name: 'Ada' }
const at = '2026-11-22T10:00:00Z'

function pack(id: string, more: Partial<Pack> = {}): Pack {
  return {
    ...{ kind: 'framework', id, title: `Title of ${id}`, origin: 'program', digest, revision: 1 },
    ...{ release: '2026.11.0', adoptedBy: by, adoptedAt: at, switchedOff: null, waiting: null },
    ...more,
  }
}

const packs = [
  pack('HIPAA'),
  pack('ISO42001', { waiting: { release: '2027.01.0', digest } }),
  pack('HOUSE', { origin: 'own', switchedOff: { reason: 'Not used.', by, at } }),
  pack('iso42001', { kind: 'crosswalk' }),
]
const found = (search: Record<string, unknown>) =>
  findPacks(packs, readPackState(search)).map(({ id }) => id)

test('what waits comes first, and each filter narrows', () => {
  expect(found({})).toEqual(['ISO42001', 'HIPAA', 'HOUSE', 'iso42001'])
  expect(found({ state: 'waiting' })).toEqual(['ISO42001'])
  expect(found({ state: 'off' })).toEqual(['HOUSE'])
  expect(found({ state: 'on', kind: 'crosswalk' })).toEqual(['iso42001'])
  expect(found({ origin: 'own' })).toEqual(['HOUSE'])
  expect(found({ search: 'title hip' })).toEqual(['HIPAA'])
  expect(found({ state: 'nonsense' })).toHaveLength(4)
})

test('who took a release, or that nobody has decided', () => {
  expect(takenWords(pack('A'))).toBe('Taken on 22 Nov 2026 by Ada')
  expect(takenWords(pack('A', { adoptedBy: { ...by, kind: 'system' } }))).toBe(
    'Came with the program, 22 Nov 2026',
  )
  expect(takenWords(pack('A', { adoptedBy: null, adoptedAt: null }))).toBe('Came with the program')
  expect(takenWords(pack('A', { release: null, adoptedBy: null, adoptedAt: null }))).toBe(
    'Not taken yet',
  )
})

import { expect, test } from 'vitest'
import type { AliasMove } from './alias-history.ts'
import { replayAliases } from './alias-history.ts'

let sequence = 0
function move(change: Partial<AliasMove>): AliasMove {
  sequence += 1
  return {
    sequence,
    alias: 'stable',
    from: null,
    to: 'v1',
    cause: 'promotion',
    at: `2027-01-${String(sequence).padStart(2, '0')}T00:00:00.000Z`,
    automatic: false,
    ...change,
  }
}

const moves = [
  move({ alias: 'candidate', cause: 'registration' }),
  move({}),
  move({ from: 'v1', to: 'v2' }),
  move({ from: 'v2', to: 'v1', cause: 'rollback', automatic: true }),
  move({ from: 'v1', to: null, cause: 'suspension' }),
]

test('says what stood where, what served, and what was taken back', () => {
  const history = replayAliases(moves)
  expect(history.problems).toEqual([])
  expect([...history.current]).toEqual([
    ['candidate', { versionId: 'v1', sequence: 1 }],
    ['stable', { versionId: null, sequence: 5 }],
  ])
  expect(history.served).toEqual(['v1', 'v2'])
  expect(Object.fromEntries(history.takenBackAt)).toEqual({
    v2: '2027-01-04T00:00:00.000Z',
    v1: '2027-01-05T00:00:00.000Z',
  })
  expect(history.rollbacks).toEqual([{ at: '2027-01-04T00:00:00.000Z', automatic: true }])
  expect(history.lastChangeAt).toBe('2027-01-05T00:00:00.000Z')
  const at = (day: number) => `2027-01-0${day}T00:00:00.000Z`
  expect(history.periods).toEqual([
    { versionId: 'v1', sequence: 2, from: at(2), to: at(3) },
    { versionId: 'v2', sequence: 3, from: at(3), to: at(4) },
    { versionId: 'v1', sequence: 4, from: at(4), to: at(5) },
  ])
  expect(replayAliases(moves.slice(0, 2)).periods.at(-1)).toMatchObject({ to: null })
  expect(replayAliases(moves.slice(0, 4)).served).toEqual(['v2'])
})

test('does not depend on the order in which the moves are handed in', () => {
  expect(replayAliases(moves.toReversed())).toEqual(replayAliases(moves))
})

test.each<[string, AliasMove, string]>([
  ['a gap', { ...moves[3]!, from: 'v7' }, 'did not stand on v7'],
  ['a move to where it stands', { ...moves[3]!, to: 'v2' }, 'does not move'],
  ['time that goes back', { ...moves[3]!, at: '2026-12-31T00:00:00.000Z' }, 'back in time'],
  ['a sequence used twice', { ...moves[3]!, sequence: 3, from: 'v2' }, 'used twice'],
])('names %s', (_, wrong, words) => {
  const { problems } = replayAliases([...moves.slice(0, 3), wrong])
  expect(problems.join('; ')).toContain(words)
})

test('nothing has happened yet', () => {
  expect(replayAliases([])).toMatchObject({ served: [], lastChangeAt: null, problems: [] })
})

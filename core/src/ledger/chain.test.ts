import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkNext, emptyChain, entryHash, genesisHash } from './chain.ts'
import type { ChainState, Entry } from './chain.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function chainOf(length: number): Entry[] {
  const entries: Entry[] = []
  let previousHash = genesisHash
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const content = {
      organizationId: 'o',
      sequence,
      at: `2026-11-22T00:00:${String(sequence).padStart(2, '0')}.000Z`,
      actor: { kind: 'person', id: 'u', name: 'A' },
      action: 'ai-systems.register',
      subject: { type: 'ai-systems', id: String(sequence) },
      beforeDigest: null,
      afterDigest: sha256(String(sequence)),
      details: { sequence },
    } as const
    const hash = entryHash(sha256, content, previousHash)
    entries.push({ ...content, previousHash, hash })
    previousHash = hash
  }
  return entries
}

function firstBroken(entries: Entry[]): number | null {
  let state: ChainState = emptyChain
  for (const entry of entries) {
    const check = checkNext(sha256, state, entry)
    if (!check.ok) return check.entry
    state = check.state
  }
  return null
}

describe('chain', () => {
  test('an untouched chain holds', () => {
    expect(firstBroken(chainOf(20))).toBeNull()
  })

  test('any changed field of any entry is named', () => {
    const fields = ['at', 'action', 'beforeDigest', 'afterDigest', 'hash', 'previousHash'] as const
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19 }), fc.constantFrom(...fields), (index, field) => {
        const entries = chainOf(20)
        entries[index] = { ...entries[index]!, [field]: sha256('other') }
        expect(firstBroken(entries)).toBe(index + 1)
      }),
    )
  })

  test('a removed entry is named; so are two swapped ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 18 }), (index) => {
        const removed = chainOf(20)
        removed.splice(index, 1)
        expect(firstBroken(removed)).toBe(index + 1)
        const swapped = chainOf(20)
        ;[swapped[index], swapped[index + 1]] = [swapped[index + 1]!, swapped[index]!]
        expect(firstBroken(swapped)).toBe(index + 1)
      }),
    )
  })
})

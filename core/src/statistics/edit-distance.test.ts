import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { characterEdits, editDistance, wordEdits } from './edit-distance.ts'
import reference from './reference/edit-distance.json' with { type: 'json' }

test('agrees with the recursive definition', () => {
  for (const { before, after, characters, words } of reference.cases) {
    expect(characterEdits(before, after).distance, `${before} → ${after}`).toBe(characters)
    expect(wordEdits(before, after).distance, `${before} → ${after}`).toBe(words)
  }
})

const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })

describe('laws', () => {
  test('it is a metric', () => {
    fc.assert(
      fc.property(texts, texts, texts, (a, b, c) => {
        const between = (x: string[], y: string[]) => editDistance(x, y).distance
        expect(between(a, a)).toBe(0)
        expect(between(a, b)).toBe(between(b, a))
        expect(between(a, b) === 0).toBe(a.join('') === b.join(''))
        expect(between(a, c)).toBeLessThanOrEqual(between(a, b) + between(b, c))
      }),
      { numRuns: 500 },
    )
  })

  test('it lies between the difference of the lengths and the longer one', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const { distance, length, normalized } = editDistance(a, b)
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        expect(distance).toBeLessThanOrEqual(length)
        expect(normalized).toBe(length === 0 ? null : distance / length)
      }),
    )
  })

  test('a shared start and end change nothing', () => {
    fc.assert(
      fc.property(texts, texts, texts, texts, (a, b, start, end) => {
        const framed = editDistance([...start, ...a, ...end], [...start, ...b, ...end])
        expect(framed.distance).toBe(editDistance(a, b).distance)
      }),
    )
  })
})

test('the normalised distance breaks the triangle inequality, as the page says', () => {
  const between = (a: string, b: string) => characterEdits(a, b).normalized!
  expect(between('ab', 'ba')).toBeGreaterThan(between('ab', 'aba') + between('aba', 'ba'))
})

describe('unicode', () => {
  test('a character is a code point', () => {
    expect(characterEdits('😀', '😃')).toEqual({ distance: 1, length: 1, normalized: 1 })
  })

  test('composed and decomposed letters are equal', () => {
    expect(characterEdits('caf\u00E9', 'cafe\u0301').distance).toBe(0)
    expect(wordEdits('caf\u00E9', 'cafe\u0301').distance).toBe(0)
  })

  test('any white space separates words, and none at the ends counts', () => {
    const edits = wordEdits('  no\u00A0known\tallergies\n', 'no known allergies')
    expect(edits).toEqual({ distance: 0, length: 3, normalized: 0 })
  })
})

test('two empty texts have nothing to normalise by', () => {
  expect(wordEdits('', ' \n')).toEqual({ distance: 0, length: 0, normalized: null })
})

describe('long texts', () => {
  test('are refused with the numbers', () => {
    const [a, b] = [Array(300).fill('a'), Array(200).fill('b')]
    expect(() => editDistance(a, b, 59_999)).toThrow(
      'texts that differ over 300 and 200 tokens are too long to compare: the product may be at ' +
        'most 59999',
    )
    expect(editDistance(a, b, 60_000).distance).toBe(300)
    expect(() => characterEdits('a'.repeat(10_001), 'b'.repeat(10_000))).toThrow(RangeError)
  })

  test('that differ in a small part only are compared', () => {
    const long = 'the patient is well '.repeat(50_000)
    expect(wordEdits(`${long}today ${long}`, `${long}this morning ${long}`).distance).toBe(2)
  })
})

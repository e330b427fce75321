import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteReader, ByteWriter, DecodeError, checksum } from './varint.ts'

const limit = 2 ** 52 - 1

test('numbers return as they were', () => {
  const numbers = fc.array(
    fc.oneof(fc.integer({ min: -limit, max: limit }), fc.integer({ min: -300, max: 300 })),
  )
  const sums = fc.array(fc.bigInt({ min: -(2n ** 100n), max: 2n ** 100n }))
  fc.assert(
    fc.property(numbers, sums, fc.nat(0xff_ff_ff_ff), (some, big, word) => {
      const writer = new ByteWriter()
      for (const value of some) writer.signed(value)
      for (const value of big) writer.signedBig(value)
      writer.fixed32(word)
      const bytes = writer.finish()
      const reader = new ByteReader(bytes)
      expect(some.map(() => reader.signed())).toEqual(some)
      expect(big.map(() => reader.signedBig())).toEqual(big)
      expect(reader.fixed32()).toBe(word)
      expect(reader.position).toBe(bytes.length)
    }),
  )
})

test('small numbers take one byte', () => {
  const writer = new ByteWriter()
  for (const value of [0, -1, 1, 63, -64]) writer.signed(value)
  expect([...writer.finish()]).toEqual([0, 1, 2, 126, 127])
})

test('refuses idle bytes, a cut end and numbers beyond exactness', () => {
  const read = (...bytes: number[]) => new ByteReader(Uint8Array.from(bytes))
  expect(() => read(0x80, 0x00).unsigned()).toThrow(DecodeError)
  expect(() => read(0x80, 0x00).signedBig()).toThrow(DecodeError)
  expect(() => read(0x80).unsigned()).toThrow(/end too early/)
  expect(() => read(...Array<number>(9).fill(0xff), 1).unsigned()).toThrow(/too large/)
  expect(() => read(...Array<number>(30).fill(0xff), 1).signedBig()).toThrow(/too large/)
  expect(() => new ByteWriter().signed(2 ** 52)).toThrow(RangeError)
  expect(() => new ByteWriter().signed(0.5)).toThrow(RangeError)
})

test('checksum agrees with the published FNV-1a values', () => {
  // Test vectors of http://www.isthe.com/chongo/tech/comp/fnv/ for "", "a" and "foobar".
  const of = (text: string) => checksum(Uint8Array.from(text, (c) => c.charCodeAt(0)))
  expect([of(''), of('a'), of('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968])
})

import { describe, expect, test } from 'vitest'
import { createRandom } from './random.ts'

const take = (count: number, draw: () => number) => Array.from({ length: count }, draw)
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('createRandom', () => {
  test('repeats itself for one seed and stream, and differs between them', () => {
    const first = take(50, createRandom(7, 3).uniform)
    expect(take(50, createRandom(7, 3).uniform)).toEqual(first)
    expect(take(50, createRandom(7, 4).uniform)).not.toEqual(first)
    expect(take(50, createRandom(8, 3).uniform)).not.toEqual(first)
    expect(take(50, createRandom(7 + 2 ** 32, 3).uniform)).not.toEqual(first)
  })

  test('neighbouring streams do not resemble each other', () => {
    const starts = Array.from({ length: 20_000 }, (_, stream) => createRandom(1, stream).uniform())
    const next = starts.slice(1)
    const product = mean(next.map((value, at) => (value - 0.5) * ((starts[at] ?? 0) - 0.5)))
    expect(Math.abs(mean(starts) - 0.5)).toBeLessThan(0.01)
    expect(Math.abs(product * 12)).toBeLessThan(0.03)
  })

  test('has the moments of its distributions', () => {
    const random = createRandom(11)
    const uniforms = take(100_000, random.uniform)
    expect(uniforms.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(Math.abs(mean(uniforms) - 0.5)).toBeLessThan(0.005)
    const normals = take(100_000, random.normal)
    expect(Math.abs(mean(normals))).toBeLessThan(0.015)
    expect(Math.abs(mean(normals.map((value) => value ** 2)) - 1)).toBeLessThan(0.02)
    const counts = take(100_000, () => random.poisson(1.7, 30))
    expect(Math.abs(mean(counts) - 1.7)).toBeLessThan(0.02)
    expect(Math.abs(mean(counts.map((value) => (value - 1.7) ** 2)) - 1.7)).toBeLessThan(0.04)
  })

  test('poisson never passes its limit', () => {
    const random = createRandom(5)
    expect(Math.max(...take(1_000, () => random.poisson(8, 6)))).toBe(6)
  })
})

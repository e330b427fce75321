import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson, unreadable } from './parse-json.ts'

describe('JSON', () => {
  test('is read as ever, whatever its texts say', () => {
    const odd = fc.constantFrom('NaN', 'a "NaN" b', '\\', '\\"NaN', '-Infinity', '"', '\\\\"')
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(odd), (value, texts) => {
        const whole = { value, texts, NaN: texts.join() }
        expect(parseJson(JSON.stringify(whole))).toEqual(JSON.parse(JSON.stringify(whole)))
        const broken = JSON.stringify({ ...whole, number: 'here' }).replace('"here"', 'NaN')
        const { number, ...rest } = parseJson(broken) as Record<string, unknown>
        expect(number).toBe(Infinity)
        expect(rest).toEqual(JSON.parse(JSON.stringify(whole)))
      }),
    )
  })

  test('with NaN or infinity has a number there that is too large to be one', () => {
    expect(parseJson('[NaN,Infinity,-Infinity,"NaN",1]')).toEqual([
      Infinity,
      Infinity,
      Infinity,
      'NaN',
      1,
    ])
  })

  test.each(['', '{', 'NaNNaN', '{"a":NaN', '{"a":"NaN}', 'undefined', '{NaN:1}', '[1,,NaN]'])(
    '%s is none',
    (text) => expect(parseJson(text)).toBe(unreadable),
  )

  test('of 8 MiB that is damaged is answered in linear time', () => {
    const text = `["${'\\"NaN'.repeat(1_300_000)}`
    const before = performance.now()
    expect(parseJson(text)).toBe(unreadable)
    expect(performance.now() - before).toBeLessThan(5000)
  })
})

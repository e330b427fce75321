import { expect, test } from 'vitest'
import { z } from 'zod'
import { compileAnswer } from '../src/http/write-answer.ts'

const item = z.object({
  id: z.uuid(),
  state: z.enum(['open', 'closed']),
  source: z.discriminatedUnion('type', [
    z.object({ type: z.literal('person') }),
    z.object({ type: z.literal('monitor'), monitorId: z.uuid() }),
  ]),
  note: z.string().nullable().optional(),
  counts: z.record(z.string(), z.number()),
})
const schema = z.object({ items: z.array(item), at: z.iso.datetime() })
const write = compileAnswer({ schema, method: 'GET', url: '/things' })

const id = '7b0f6ab1-6a0b-4c8e-9d29-5a7a1c4cf6de'
const answer = {
  items: [
    { id, state: 'open', source: { type: 'person' }, counts: { a: 1 } },
    { id, state: 'closed', source: { type: 'monitor', monitorId: id }, note: null, counts: {} },
  ],
  at: '2026-11-22T10:00:00.000Z',
}

test('an answer leaves as its schema has it, written as it was before compiling', () => {
  expect(JSON.parse(write(answer))).toEqual(answer)
  expect(write(answer)).toBe(JSON.stringify(z.encode(schema, answer as z.output<typeof schema>)))
})

test('what the schema does not name never leaves, however deep', () => {
  const source = { type: 'person', email: 'someone@hospital.example' }
  const text = write({
    ...answer,
    items: [{ ...answer.items[0], source, password: 'secret' }],
    token: 'secret',
  })
  expect(text).not.toMatch(/secret|hospital/)
  expect(JSON.parse(text).items[0]).toEqual(answer.items[0])
})

test('an answer that is not as its schema says is refused, and names its route', () => {
  for (const wrong of [
    { ...answer, at: 'yesterday' },
    { ...answer, items: [{ ...answer.items[0], id: 'no id' }] },
    { ...answer, items: [{ ...answer.items[0], state: 'lost' }] },
    { items: answer.items },
  ]) {
    expect(() => write(wrong)).toThrow(/match the schema/)
  }
})

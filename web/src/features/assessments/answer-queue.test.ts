import { ProblemError } from '@primum/client'
import { describe, expect, test } from 'vitest'
import { createAnswerQueue } from './answer-queue.ts'
import type { AnswerInput, Assessment } from './queries.ts'

/** A server in small: keeps answers under a revision and refuses a stale one. */
function startServer() {
  const server = { revision: 1, answers: new Map<string, unknown>(), requests: 0, down: false }
  const state = () => ({ revision: server.revision, status: 'draft' }) as Assessment
  return {
    server,
    send: async (revision: number, answers: AnswerInput[]) => {
      server.requests += 1
      await Promise.resolve()
      if (server.down) throw new ProblemError({ code: 'unavailable', detail: 'No answer.' })
      if (revision !== server.revision)
        throw new ProblemError({ code: 'conflict', detail: 'Stale.' })
      for (const { questionId, value } of answers) server.answers.set(questionId, value)
      server.revision += 1
      return state()
    },
    reload: async () => state(),
  }
}

function startQueue(port: ReturnType<typeof startServer>) {
  const seen: string[] = []
  const queue = createAnswerQueue(1, {
    send: port.send,
    reload: port.reload,
    onState: (state) => seen.push(state),
    onSaved: () => undefined,
    onConflict: () => seen.push('conflict'),
  })
  return { queue, seen }
}

describe('the queue of answers', () => {
  test('answers given while one is being saved go together in the next request, the last one winning', async () => {
    const port = startServer()
    const { queue, seen } = startQueue(port)
    await Promise.all([
      queue.add({ questionId: 'a', value: 1 }),
      queue.add({ questionId: 'b', value: 2 }),
      queue.add({ questionId: 'b', value: 3 }),
    ])
    expect(Object.fromEntries(port.server.answers)).toEqual({ a: 1, b: 3 })
    expect(port.server.requests).toBe(2)
    expect(seen.at(-1)).toBe('saved')
  })

  test('a lost race is tried again on the newer revision', async () => {
    const port = startServer()
    port.server.revision = 5
    const { queue, seen } = startQueue(port)
    await queue.add({ questionId: 'a', value: 4 })
    expect(port.server.answers.get('a')).toBe(4)
    expect(seen).toContain('conflict')
  })

  test('what failed is kept and saved when the server is back', async () => {
    const port = startServer()
    port.server.down = true
    const { queue, seen } = startQueue(port)
    await queue.add({ questionId: 'a', value: 1 })
    expect(seen.at(-1)).toBe('failed')
    expect(queue.waiting()).toBe(1)
    port.server.down = false
    await queue.flush()
    expect(port.server.answers.get('a')).toBe(1)
    expect(queue.waiting()).toBe(0)
  })

  test('another change waits for the answers under way and knows their revision', async () => {
    const port = startServer()
    const { queue } = startQueue(port)
    const answered = queue.add({ questionId: 'a', value: 1 })
    const revisions: number[] = []
    const changed = queue.change({
      send: (revision) => {
        revisions.push(revision)
        return port.send(revision, [])
      },
      stillFits: () => false,
    })
    const later = changed.then(() => queue.add({ questionId: 'b', value: 2 }))
    await Promise.all([answered, changed, later])
    expect(revisions).toEqual([2])
    expect(Object.fromEntries(port.server.answers)).toEqual({ a: 1, b: 2 })
    expect(port.server.requests).toBe(3)
  })

  test.each([true, false])('a lost race of another change is tried again: %s', async (fits) => {
    const port = startServer()
    port.server.revision = 5
    const { queue } = startQueue(port)
    const outcome = await queue
      .change({ send: (revision) => port.send(revision, []), stillFits: () => fits })
      .then(
        ({ revision }) => revision,
        (error: ProblemError) => error.code,
      )
    expect(outcome).toBe(fits ? 6 : 'conflict')
  })
})

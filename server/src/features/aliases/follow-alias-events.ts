import { Readable } from 'node:stream'
import type { Context } from '../../context.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { aliasListener } from '../../registry/alias-listener.ts'
import { newestSequence, systemEventsAfter } from './system-events.ts'

const batch = 100
const heartbeatMilliseconds = 15_000
/** A stream ends by then; the client returns by itself and proves again that it may read. */
const longestStreamMilliseconds = 15 * 60_000

/**
 * The alias events of a system, and what its alarms ask of a pipeline, as server-sent events: those
 * after the sequence known already, then each as it is committed. The database is what is read; a notification only says when to look, and
 * each heartbeat looks too.
 */
export async function followAliasEvents(
  ctx: Context,
  input: { aiSystemId: string; after: number | null },
): Promise<Readable> {
  ctx.authorize('versions.read')
  const { id } = await loadAiSystem(ctx, input.aiSystemId)
  let known = input.after ?? (await newestSequence(ctx, id))
  let wanted = false
  let looking = false
  let woken = true
  let ended = false

  const look = async () => {
    if (!wanted || looking) return
    looking = true
    try {
      while (wanted && woken && !ended) {
        woken = false
        const events = await systemEventsAfter(ctx, id, known, batch)
        // A full batch may have left some behind, and so may a reader who has had enough for now.
        if (events.length === batch) woken = true
        for (const event of events) {
          known = event.sequence
          if (!send(event.text)) wanted = false
        }
      }
    } catch (error) {
      stream.destroy(error as Error)
    } finally {
      looking = false
    }
  }
  const wake = () => {
    woken = true
    void look()
  }
  const send = (text: string) => !ended && stream.push(text)
  const end = () => {
    if (!ended) stream.push(null)
    stop()
  }
  const stream = new Readable({
    read: () => {
      wanted = true
      void look()
    },
    destroy: (error, done) => {
      stop()
      done(error)
    },
  })
  // An id without data reaches no handler, but is where the client resumes.
  stream.push(`retry: 2000\nid: ${known}\n\n`)
  const unfollow = aliasListener(ctx.services).follow(id, { wake, end })
  const heartbeat = setInterval(() => {
    if (wanted) send(': still here\n\n')
    wake()
  }, heartbeatMilliseconds)
  const limit = setTimeout(end, longestStreamMilliseconds)
  const stop = () => {
    ended = true
    unfollow()
    clearInterval(heartbeat)
    clearTimeout(limit)
  }
  return stream
}

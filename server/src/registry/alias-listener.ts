import pg from 'pg'
import type { Services } from '../context.ts'

/** Wakes whoever follows a system when one of its aliases moved, in whichever process. */
export type AliasListener = {
  /** Returns how to stop following. */
  follow: (aiSystemId: string, follower: { wake: () => void; end: () => void }) => () => void
  followers: () => number
  /** Ends every follower. */
  endAll: () => void
  close: () => Promise<void>
}

const listeners = new WeakMap<Services, AliasListener>()

/** The one listener of the process. */
export function aliasListener(services: Services): AliasListener {
  const existing = listeners.get(services)
  if (existing !== undefined) return existing
  const made = createAliasListener(services.databaseUrl, () => listeners.delete(services))
  listeners.set(services, made)
  return made
}

type Follower = { aiSystemId: string; wake: () => void; end: () => void }

const longestPause = 5000

function createAliasListener(databaseUrl: string, onClose: () => void): AliasListener {
  const followers = new Set<Follower>()
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let pause = 100
  let closed = false

  const wakeAll = () => {
    for (const follower of followers) follower.wake()
  }
  const reconnect = (lost: pg.Client) => {
    if (client !== lost) return
    client = null
    void lost.end().catch(() => undefined)
    if (closed) return
    timer = setTimeout(connect, pause)
    timer.unref()
    pause = Math.min(2 * pause, longestPause)
  }
  const connect = () => {
    const mine = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'primum alias events',
      keepAlive: true,
    })
    client = mine
    mine.on('error', () => reconnect(mine))
    mine.on('end', () => reconnect(mine))
    mine.on('notification', ({ payload }) => {
      for (const follower of followers) if (follower.aiSystemId === payload) follower.wake()
    })
    mine
      .connect()
      .then(() => mine.query('listen alias_events'))
      .then(() => {
        pause = 100
        // What moved while nobody listened is found by looking.
        wakeAll()
      })
      .catch(() => reconnect(mine))
  }

  return {
    follow: (aiSystemId, { wake, end }) => {
      const follower = { aiSystemId, wake, end }
      followers.add(follower)
      if (client === null && timer === undefined && !closed) connect()
      return () => followers.delete(follower)
    },
    followers: () => followers.size,
    endAll: () => {
      for (const follower of followers) follower.end()
    },
    close: async () => {
      closed = true
      onClose()
      clearTimeout(timer)
      const last = client
      client = null
      await last?.end().catch(() => undefined)
    },
  }
}

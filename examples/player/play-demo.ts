import { openServer, signIn } from '../../cli/src/server.ts'
import { openDemoDataset } from './demo-dataset.ts'
import { startOwnServer } from './own-server.ts'
import { play } from './play.ts'
import type { Administrator } from './play.ts'
import type { OnProgress } from './progress.ts'
import type { PlayReport } from './report.ts'
import { tamperWithLedger } from './tamper.ts'

export type DemoOptions = {
  folder?: string | undefined
  mapping?: string | undefined
  encounters?: number | undefined
  /** A running server to play against; without one a fresh server is started and removed. */
  running?: { baseUrl: string; administrator: Administrator } | undefined
  onProgress: OnProgress
  signal: AbortSignal
}

/** The worked example from beginning to end; on a server of its own also the tampering. */
export async function playDemo(options: DemoOptions): Promise<PlayReport> {
  const { running, onProgress, signal } = options
  const opened = await openDemoDataset(options)
  if (running !== undefined) return play({ ...running, opened, onProgress, signal })
  onProgress('start', 0, 'Starting a fresh Primum')
  const own = await startOwnServer(signal)
  try {
    const { url: baseUrl, administrator, folder } = own
    const report = await play({ baseUrl, administrator, opened, onProgress, signal })
    onProgress('tamper', 1, 'Altering the ledger behind its back')
    const cookie = await signIn(baseUrl, administrator.email, administrator.password)
    const tamper = await tamperWithLedger(folder, openServer(baseUrl, { cookie }))
    return { ...report, tamper }
  } finally {
    await own.stop()
  }
}

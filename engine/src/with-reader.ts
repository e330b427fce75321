import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from './database.ts'
import type { EvaluationLimits } from './evaluation-request.ts'
import { type Scanners, startScanners } from './scanners.ts'

/** What an evaluation reads with. */
export type Reader = {
  database: Database
  /** threads that count, started when they are first asked for */
  scanners: () => Scanners
  /** for temporary files of this run */
  folder: string
  /** says how far the run is; throws the signal's reason where it was aborted */
  step: (name: string, share: number) => void
}

/**
 * Runs with a reader that is closed afterwards, whatever happens. Rejects with the signal's reason
 * where it was aborted; nothing is left behind.
 */
export async function withReader<Answer>(
  limits: EvaluationLimits,
  run: (reader: Reader) => Promise<Answer>,
): Promise<Answer> {
  const { signal } = limits
  signal?.throwIfAborted()
  const folder = await mkdtemp(join(limits.temporaryFolder ?? tmpdir(), 'primum-evaluation-'))
  let database: Database | null = null
  let started: Scanners | null = null
  // A query that has begun would otherwise hold up the end until it is done.
  const interrupt = () => database?.connection.interrupt()
  try {
    database = await openDatabase({
      threads: limits.workers,
      memoryMegabytes: limits.memoryMegabytes,
      temporaryFolder: join(folder, 'spill'),
    })
    signal?.addEventListener('abort', interrupt)
    return await run({
      database,
      scanners: () => (started ??= startScanners(limits)),
      folder,
      step: (name, share) => {
        signal?.throwIfAborted()
        limits.onProgress?.({ step: name, share })
      },
    })
  } catch (error) {
    // An interrupted query says so in words of its own; the reason is the caller's.
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', interrupt)
    await (started as Scanners | null)?.close()
    database?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

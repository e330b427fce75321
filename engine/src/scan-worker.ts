import { parentPort } from 'node:worker_threads'
import { DatasetError } from './dataset-error.ts'
import { scanRows } from './scan.ts'
import type { ScanMessage, ScanRequest } from './scanners.ts'

/** Scans in a thread of its own: counting ten million rows must not hold anybody up. */
const reportEveryRows = 100_000
const post = (message: ScanMessage) => parentPort?.postMessage(message)

parentPort?.on('message', (request: ScanRequest) => {
  void answer(request)
})

async function answer({ plan, range, limits }: ScanRequest): Promise<void> {
  let reported = 0
  try {
    const scanned = await scanRows(plan, range, limits, (rows) => {
      if (rows - reported < reportEveryRows) return
      reported = rows
      post({ kind: 'progress', rows })
    })
    post({ kind: 'done', scanned })
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
    post({ kind: 'refused', problems: [...error.problems] })
  }
}

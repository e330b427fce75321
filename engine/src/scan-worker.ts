import { parentPort, workerData } from 'node:worker_threads'
import { DatasetError } from './dataset-error.ts'
import { scanRows } from './scan.ts'
import type { ScanRequest, ScanMessage } from './run-scan.ts'

/** A scan in a thread of its own: counting ten million rows must not hold anybody up. */
const { plan, range, limits } = workerData as ScanRequest
const post = (message: ScanMessage) => parentPort?.postMessage(message)
const reportEveryRows = 100_000
let reported = 0

try {
  const scanned = await scanRows(plan, range, limits, (rows) => {
    if (rows - reported < reportEveryRows) return
    reported = rows
    post({ kind: 'progress', rows })
  })
  post({ kind: 'done', scanned })
} catch (error) {
  if (error instanceof DatasetError) post({ kind: 'refused', problems: [...error.problems] })
  else throw error
}

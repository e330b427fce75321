import { parentPort } from 'node:worker_threads'
import { attributeEvidence, overallEvidence } from '@primum/core/evaluation/exact-scores'
import type { SegmentEvidence } from '@primum/core/evaluation/segment-evidence'
import { baselineColumn, emptyColumnRoom } from './baseline-column.ts'
import { reading } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { edgesOfSample } from './edges-of-sample.ts'
import { scanRows } from './scan.ts'
import { stopWord } from './scan-messages.ts'
import type { ThreadAnswers, ThreadMessage, ThreadRequest } from './scan-messages.ts'

/** Scans in a thread of its own: counting ten million rows must not hold anybody up. */
const reportEveryRows = 100_000
const post = (message: ThreadMessage<keyof ThreadAnswers>, moved: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, moved)

const stopping = new AbortController()
const room = emptyColumnRoom()

// Ended from outside in the middle of a query, the reader's library would take the process along.
// So the thread ends itself, when nothing is under way any more.
parentPort?.on('message', (request: ThreadRequest | typeof stopWord) => {
  if (request !== stopWord) working = working.then(() => answer(request))
  else {
    stopping.abort(new Error('stopped'))
    void working.finally(() => parentPort?.close())
  }
})

let working: Promise<void> = Promise.resolve()

async function answer(request: ThreadRequest): Promise<void> {
  try {
    const done = await work(request)
    post({ kind: 'done', answer: done }, movable(request, done))
  } catch (error) {
    if (stopping.signal.aborted) return
    if (!(error instanceof DatasetError)) throw error
    post({ kind: 'refused', problems: [...error.problems] })
  }
}

async function work(request: ThreadRequest): Promise<ThreadAnswers[keyof ThreadAnswers]> {
  const { signal } = stopping
  if (request.kind === 'edges') return request.samples.map(edgesOfSample)
  if (request.kind === 'baseline-column') {
    const { column, every } = request
    return reading('the dataset', () => baselineColumn(column, every, room, signal))
  }
  if (request.kind === 'evidence') {
    const { rows, attribute } = request
    return attribute === null
      ? [overallEvidence(rows)]
      : attributeEvidence(rows, attribute.values, attribute.place)
  }
  const { plan, range, share, limits } = request
  let reported = 0
  return scanRows(plan, range, share, { ...limits, signal }, (rows) => {
    if (rows - reported < reportEveryRows) return
    reported = rows
    post({ kind: 'progress', rows })
  })
}

/** A count per distinct score is as long as the rows: it is handed over rather than copied. */
function movable({ kind }: ThreadRequest, done: ThreadAnswers[keyof ThreadAnswers]): ArrayBuffer[] {
  if (kind !== 'evidence') return []
  return (done as SegmentEvidence[]).flatMap(({ counts: { scores, positives, negatives } }) =>
    [scores, positives, negatives].flatMap((each) =>
      ArrayBuffer.isView(each) && each.buffer instanceof ArrayBuffer ? [each.buffer] : [],
    ),
  )
}

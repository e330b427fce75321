import { Worker } from 'node:worker_threads'
import { PrimumError } from '../errors.ts'

/** Such work takes one core for a second or more: more at once would leave none for predictions. */
const mostAtOnce = 2
let running = 0
const waiting: (() => void)[] = []

/**
 * What a script answers to a task in a thread of its own, so that the caller's stays free to answer
 * others. Where the signal is aborted the thread is ended, and the answer is `unavailable`.
 */
export async function inThread<Answer>(
  script: URL,
  task: object,
  signal: AbortSignal,
): Promise<Answer> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    if (signal.aborted) throw stopped()
    return await runScript<Answer>(script, task, signal)
  } finally {
    // The place goes on to who waits next, whoever that is.
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

async function runScript<Answer>(script: URL, task: object, signal: AbortSignal): Promise<Answer> {
  const worker = new Worker(script, { workerData: task })
  const abort = () => void worker.terminate()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => {
        reject(signal.aborted ? stopped() : new Error(`the work ended early (exit code ${code})`))
      })
    })
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function stopped(): PrimumError {
  return new PrimumError('unavailable', 'The work was stopped, as nobody waits for it any more.')
}

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cohort } from './cohort.ts'
import { request, run, testFolder, toCsv, writeSql, writeText } from './dataset-files.ts'

/** Threads started from now on until the end of the test. */
function startedWorkers(onWorker: (worker: Worker) => void = () => undefined): Worker[] {
  const workers: Worker[] = []
  const listen = (worker: Worker) => {
    workers.push(worker)
    onWorker(worker)
  }
  process.on('worker', listen)
  onTestFinished(() => void process.off('worker', listen))
  return workers
}

/** A thread that has ended has no number. */
const alive = (workers: readonly Worker[]) => workers.filter(({ threadId }) => threadId !== -1)

const manyRows = (rows: number) => `
  SELECT (hash(i) % 100000) / 100000 AS score, CAST(hash(i + 7) % 10 = 0 AS INTEGER) AS label,
    hash(i) % 90 AS age, i AS patient FROM range(${rows}) t(i)`

describe('an evaluation that is aborted', () => {
  test.each(['Looking at the file', 'Reading the baseline', 'Counting', 'Computing'])(
    'at "%s" rejects with the reason and leaves nothing behind',
    async (at) => {
      const folder = testFolder()
      const temporaryFolder = join(folder, 'temporary')
      mkdirSync(temporaryFolder)
      const path = await writeSql(join(folder, 'a.parquet'), manyRows(400_000))
      const workers = startedWorkers()
      const controller = new AbortController()
      const reason = new Error('enough')
      const running = run(request(path, { baseline: path, roles: { features: ['age'] } }), {
        temporaryFolder,
        signal: controller.signal,
        onProgress: ({ step }) => void (step === at && controller.abort(reason)),
      })
      await expect(running).rejects.toBe(reason)
      expect(readdirSync(temporaryFolder)).toEqual([])
      expect(alive(workers)).toEqual([])
    },
  )

  test('in the middle of a long query does not wait for its end', async () => {
    const folder = testFolder()
    const path = await writeSql(join(folder, 'a.parquet'), manyRows(3_000_000))
    const what = request(path, { aggregation: 'max', roles: { encounter: 'patient' } })
    /** Milliseconds from the beginning of the long query until the evaluation gives up. */
    const until = async (nextStep: string | null) => {
      const controller = new AbortController()
      let began = 0
      const running = run(what, {
        signal: controller.signal,
        onProgress: ({ step }) => {
          if (step === nextStep) controller.abort(new Error('enough'))
          if (step !== 'Reading the columns') return
          began = performance.now()
          if (nextStep === null) setTimeout(() => controller.abort(new Error('enough')), 50)
        },
      })
      await expect(running).rejects.toThrow('enough')
      return performance.now() - began
    }
    const whole = await until('Reading the baseline')
    expect(await until(null)).toBeLessThan(0.7 * whole)
  }, 60_000)

  test('anywhere, again and again, never takes the process along', async () => {
    const folder = testFolder()
    const path = await writeSql(join(folder, 'a.parquet'), manyRows(1_000_000))
    for (let after = 0; after < 8; after += 1) {
      const controller = new AbortController()
      const running = run(request(path, { baseline: path, roles: { features: ['age'] } }), {
        signal: controller.signal,
        onProgress: ({ share }) => {
          // A reading is under way in several threads each time, at another place.
          if (share >= 0.2) setTimeout(() => controller.abort(new Error('enough')), 15 * after)
        },
      })
      await expect(running).rejects.toThrow('enough')
    }
  }, 120_000)

  test('before it began rejects at once', async () => {
    const signal = AbortSignal.abort(new Error('never'))
    await expect(run(request('none.csv'), { signal })).rejects.toThrow('never')
  })
})

test('a thread that dies ends the evaluation with an error, and the others with it', async () => {
  const folder = testFolder()
  const temporaryFolder = join(folder, 'temporary')
  mkdirSync(temporaryFolder)
  const path = await writeSql(join(folder, 'a.parquet'), manyRows(400_000))
  const workers = startedWorkers((worker) => void worker.terminate())
  await expect(run(request(path), { temporaryFolder })).rejects.toThrow('ended early')
  expect(workers.length).toBeGreaterThan(1)
  expect(alive(workers)).toEqual([])
  expect(readdirSync(temporaryFolder)).toEqual([])
})

test('a finished evaluation leaves no file and no thread', async () => {
  const folder = testFolder()
  const { scores, labels } = cohort(500, 51)
  const path = writeText(folder, 'a.csv', toCsv({ score: scores, label: labels }))
  const temporaryFolder = join(folder, 'temporary')
  mkdirSync(temporaryFolder)
  const workers = startedWorkers()
  const shares: number[] = []
  await run(request(path), { temporaryFolder, onProgress: ({ share }) => shares.push(share) })
  expect(readdirSync(temporaryFolder)).toEqual([])
  expect(workers.length).toBeGreaterThan(0)
  expect(alive(workers)).toEqual([])
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
})

test('a refused file leaves no file', async () => {
  const folder = testFolder()
  const temporaryFolder = join(folder, 'temporary')
  mkdirSync(temporaryFolder)
  writeFileSync(join(folder, 'a.csv'), 'score,label\n0.5,7\n')
  await expect(run(request(join(folder, 'a.csv')), { temporaryFolder })).rejects.toThrow('label')
  expect(readdirSync(temporaryFolder)).toEqual([])
})

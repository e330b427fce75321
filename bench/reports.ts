import { startEngine } from './engine/measure.ts'
import { predictionsFile } from './engine/predictions-file.ts'
import { readThrough } from './engine/read-through.ts'
import { interleave, printResult, printSkipped } from './measure.ts'
import { PeerMissing, startPythonPeer } from './peers/python-peer.ts'

/**
 * A million predictions against a baseline of a million, eleven numeric columns: what Evidently and
 * NannyML report of drift and performance by their released packages, and the same statistics (and
 * seven groups more) by the engine. All read the same files; start-up is left out on all sides.
 */
const threshold = 0.15
const current = await predictionsFile(1_000_000, 1)
const baseline = await predictionsFile(1_000_000, 0)

// One report of Evidently takes minutes: a single round tells what there is to tell.
await against('nannyml', { warmUp: 2, measured: 3 })
await against('evidently', { warmUp: 1, measured: 1 })

type Rounds = { warmUp: number; measured: number }

async function against(name: string, rounds: Rounds): Promise<void> {
  try {
    const files = [current, baseline, String(threshold)]
    const peer = startPythonPeer(`${name}_report.py`, `requirements-${name}.txt`, files)
    const engine = startEngine(current, baseline, threshold)
    try {
      const found = await interleave(
        [
          { name: 'ours', run: () => timed(() => engine.measure()) },
          { name, run: () => timed(() => peer.ask('run')) },
        ],
        rounds,
      )
      const { ours = NaN, [name]: theirs = NaN } = found
      console.log(`Primum ${ours.toFixed(2)} s; ${name} ${theirs.toFixed(2)} s`)
      printResult(`report-1m-of-${name}`, theirs / ours, '>=', 20)
    } finally {
      await engine.stop()
      await peer.stop()
    }
  } catch (error) {
    if (!(error instanceof PeerMissing)) throw error
    printSkipped(`report-1m-of-${name}`, error.message)
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  await readThrough([current, baseline])
  return ((await run()) as { seconds: number }).seconds
}

import { startEngine } from './engine/measure.ts'
import { predictionsFile } from './engine/predictions-file.ts'
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
await against('nannyml', 3)
await against('evidently', 1)

async function against(name: string, measured: number): Promise<void> {
  try {
    const files = [current, baseline, String(threshold)]
    const peer = startPythonPeer(`${name}_report.py`, `requirements-${name}.txt`, files)
    const engine = startEngine(current, baseline, threshold)
    try {
      const found = await interleave(
        [
          { name: 'ours', run: async () => (await engine.measure()).seconds },
          { name, run: async () => ((await peer.ask('run')) as { seconds: number }).seconds },
        ],
        { warmUp: 1, measured },
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

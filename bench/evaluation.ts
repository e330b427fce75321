import { measureOnce } from './engine/measure.ts'
import { interleave, median, printResult, printSkipped } from './measure.ts'
import { predictionsFile } from './engine/predictions-file.ts'
import { readThrough } from './engine/read-through.ts'
import { requireSameAnswer } from './engine/same-answer.ts'
import type { FileAnswer, PeerAnswer } from './engine/same-answer.ts'
import { PeerMissing, startPythonPeer } from './peers/python-peer.ts'

/**
 * Ten million predictions from Parquet, eleven numeric columns: PSI, Kolmogorov–Smirnov,
 * Jensen–Shannon and Hellinger against a baseline of a million, AUROC, and the confusion matrix of
 * seven groups. Ours through the engine, theirs with pyarrow, NumPy, SciPy and scikit-learn; both
 * read the same files, start-up left out on both sides, answers compared.
 */
const threshold = 0.15
const current = await predictionsFile(10_000_000, 1)
const baseline = await predictionsFile(1_000_000, 0)
const resident: number[] = []

try {
  const peer = startPythonPeer('evaluation.py', 'requirements-evaluation.txt', [
    current,
    baseline,
    String(threshold),
  ])
  try {
    let own: FileAnswer | null = null
    let theirs: PeerAnswer | null = null
    const found = await interleave(
      [
        {
          name: 'ours',
          run: async () => {
            await readThrough([current, baseline])
            own = await measureOnce(current, baseline, threshold)
            resident.push(own.residentMegabytes)
            return own.seconds
          },
        },
        {
          name: 'python',
          run: async () => {
            await readThrough([current, baseline])
            theirs = (await peer.ask('run')) as PeerAnswer
            return theirs.seconds
          },
        },
      ],
      { warmUp: 0, measured: 3 },
    )
    requireSameAnswer(own!, theirs!)
    const { ours: primum = NaN, python = NaN } = found
    console.log(`Primum ${primum.toFixed(2)} s; NumPy, SciPy, scikit-learn ${python.toFixed(2)} s`)
    printResult('evaluation-10m-of-numpy', python / primum, '>=', 7)
  } finally {
    await peer.stop()
  }
} catch (error) {
  if (!(error instanceof PeerMissing)) throw error
  printSkipped('evaluation-10m-of-numpy', error.message)
  const { residentMegabytes } = await measureOnce(current, baseline, threshold)
  resident.push(residentMegabytes)
}
printResult('evaluation-10m-resident-megabytes', median(resident), '<=', 400)

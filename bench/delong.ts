import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auroc } from '../core/src/statistics/auroc.ts'
import { exactCounts } from '../core/src/statistics/scored-counts.ts'
import { interleave, printResult, printSkipped, randomFrom } from './measure.ts'
import { PeerMissing, startPythonPeer } from './peers/python-peer.ts'
import type { LinePeer } from './peers/line-peer.ts'

/**
 * AUROC with its DeLong interval on a million rows, exactly, against the O(n log n) DeLong that
 * people install (confidenceinterval, whose fastDeLong is that of Yandex): the same rows in memory on
 * both sides, without start-up and without reading, answers compared. Two forms in NumPy without a
 * loop, which nobody has released, are timed beside it.
 */
const rows = 1_000_000

type Answer = { seconds: number; area: number; lower: number; upper: number }

const { scores, labels } = makeRows()
const folder = mkdtempSync(join(tmpdir(), 'primum-bench-'))
try {
  const file = join(folder, 'rows.bin')
  writeFileSync(file, new Uint8Array(scores.buffer))
  writeFileSync(file, labels, { flag: 'a' })
  const peer = startPythonPeer('delong.py', 'requirements-delong.txt', [file])
  try {
    await compare(peer)
  } finally {
    await peer.stop()
  }
} catch (error) {
  if (!(error instanceof PeerMissing)) throw error
  printSkipped('delong', error.message)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function compare(peer: LinePeer): Promise<void> {
  const ask = async (form: string) => (await peer.ask(form)) as Answer
  const own = ours()
  for (const form of ['published', 'merged']) requireSame(own, await ask(form), 1e-9)
  // Single precision there.
  requireSame(own, await ask('released'), 1e-4)
  const found = await interleave(
    [
      { name: 'ours', run: () => ours().seconds },
      { name: 'released', run: async () => (await ask('released')).seconds },
      { name: 'published', run: async () => (await ask('published')).seconds },
      { name: 'merged', run: async () => (await ask('merged')).seconds },
    ],
    { warmUp: 3, measured: 11 },
  )
  const { ours: primum = NaN, released = NaN, published = NaN, merged = NaN } = found
  console.log(
    `Primum ${ms(primum)}; confidenceinterval ${ms(released)}; NumPy without a loop ${ms(published)}, by merging ${ms(merged)}`,
  )
  console.log(`${(published / primum).toFixed(2)} times as fast as NumPy without a loop`)
  printResult('delong-of-fast-delong', released / primum, '>=', 10)
}

function ours(): Answer {
  const started = performance.now()
  const { value, interval } = auroc(exactCounts(scores, labels))
  const seconds = (performance.now() - started) / 1000
  const { lower, upper } = interval ?? { lower: null, upper: null }
  if (value === null || lower === null || upper === null) throw new Error('there is no interval')
  return { seconds, area: value, lower, upper }
}

function requireSame(own: Answer, other: Answer, within: number): void {
  for (const name of ['area', 'lower', 'upper'] as const) {
    const difference = Math.abs(own[name] / other[name] - 1)
    if (!(difference < within)) throw new Error(`${name} differs: ${own[name]}, ${other[name]}`)
  }
}

/** Probabilities of a common model for an outcome of one in nine, a tenth of them rounded (ties). */
function makeRows() {
  const random = randomFrom(2026)
  const made = { scores: new Float64Array(rows), labels: new Uint8Array(rows) }
  for (let row = 0; row < rows; row += 1) {
    const logit = -2.3 + 3 * (random() + random() + random() - 1.5)
    const risk = 1 / (1 + Math.exp(-logit))
    made.scores[row] = random() < 0.1 ? Math.round(risk * 1000) / 1000 : risk
    made.labels[row] = random() < risk ? 1 : 0
  }
  return made
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`
}

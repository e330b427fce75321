import { join } from 'node:path'
import { startLinePeer } from '../peers/line-peer.ts'
import type { FileAnswer } from './same-answer.ts'

export type Engine = { measure: () => Promise<FileAnswer>; stop: () => Promise<void> }

/** The engine in a process of its own, as its peers are, which stays up between rounds. */
export function startEngine(current: string, baseline: string, threshold: number): Engine {
  const program = join(import.meta.dirname, 'measure-file.ts')
  const peer = startLinePeer(process.execPath, [program, current, baseline, String(threshold)])
  return { measure: async () => (await peer.ask('run')) as FileAnswer, stop: peer.stop }
}

/** One measurement in a process that has done nothing before, so that its memory can be told. */
export async function measureOnce(
  current: string,
  baseline: string,
  threshold: number,
): Promise<FileAnswer> {
  const engine = startEngine(current, baseline, threshold)
  try {
    return await engine.measure()
  } finally {
    await engine.stop()
  }
}

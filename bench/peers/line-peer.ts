import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program that stays up between rounds and answers each line it gets with one line. */
export type LinePeer = { ask: (line: string) => Promise<unknown>; stop: () => Promise<void> }

export function startLinePeer(command: string, args: string[]): LinePeer {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    ask: async (line) => {
      child.stdin.write(`${line}\n`)
      const answer = await lines.next()
      if (answer.done === true) throw new Error(`${args[0]} ended without an answer`)
      return JSON.parse(answer.value) as unknown
    },
    stop: async () => {
      const ended = once(child, 'close')
      child.stdin.end()
      await ended
    },
  }
}

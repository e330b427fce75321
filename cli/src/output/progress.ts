import { count } from './words.ts'

export type Progress = { show: (done: number, text: string) => void; end: () => void }

type Stream = { isTTY?: boolean; columns?: number; write: (text: string) => unknown }

/** A bar on standard error for people; nothing where no terminal reads. `total` null: unknown. */
export function openProgress(total: number | null, stream: Stream = process.stderr): Progress {
  if (stream.isTTY !== true) return { show: () => undefined, end: () => undefined }
  let shownAt = 0
  return {
    show: (done, text) => {
      const now = performance.now()
      // A terminal needs no more than ten pictures a second.
      if (now - shownAt < 100 && done !== total) return
      shownAt = now
      stream.write(`\r\u001b[K${barLine(done, total, text, stream.columns ?? 80)}`)
    },
    end: () => stream.write('\r\u001b[K'),
  }
}

export function barLine(done: number, total: number | null, text: string, columns: number): string {
  if (total === null || total <= 0) return `${count(done)} ${text}`.slice(0, columns - 1)
  const share = Math.min(1, Math.max(0, done / total))
  const filled = Math.round(share * 20)
  const bar = '█'.repeat(filled) + '░'.repeat(20 - filled)
  const percent = `${Math.floor(share * 100)} %`.padStart(5)
  return `${bar} ${percent}  ${text}`.slice(0, columns - 1)
}

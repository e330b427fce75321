import { openProgress } from './progress.ts'

export type DemoProgress = {
  show: (step: string, fraction: number, text: string) => void
  end: () => void
}

/** Progress on standard error: JSON lines for a program, a bar on a terminal, else a line a step. */
export function demoProgress(json: boolean, stream = process.stderr): DemoProgress {
  if (json) {
    const show = (step: string, fraction: number, text: string) =>
      void stream.write(`${JSON.stringify({ step, fraction, text })}\n`)
    return { show, end: () => undefined }
  }
  if (stream.isTTY === true) {
    const bar = openProgress(1, stream)
    return { show: (_, fraction, text) => bar.show(fraction, text), end: bar.end }
  }
  let shown = ''
  const show = (step: string, _: number, text: string) => {
    if (step !== shown) stream.write(`${text} …\n`)
    shown = step
  }
  return { show, end: () => undefined }
}

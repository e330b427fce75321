import { constants } from 'node:os'

/** Turns the signals that end a program into an abort, so that it can leave in order. */
export function stopOnSignals() {
  const controller = new AbortController()
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let received: (typeof names)[number] | null = null
  const stop = (name: (typeof names)[number]) => {
    received ??= name
    controller.abort(new Error(`Stopped by ${name}.`))
  }
  for (const name of names) process.on(name, stop)
  return {
    signal: controller.signal,
    exitCode: () => (received === null ? null : 128 + constants.signals[received]),
    release: () => {
      for (const name of names) process.off(name, stop)
    },
  }
}

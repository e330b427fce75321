import type { Stop } from './start-or-undo.ts'

/** Runs until told to stop, by a signal or by an error that nobody expected. */
export function runProcess(start: () => Promise<{ stop: Stop }>): void {
  start().then(
    ({ stop }) => stopWhenTold(stop),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exit(1)
    },
  )
}

function stopWhenTold(stop: Stop): void {
  let stopping = false
  const end = async (signal: string) => {
    if (stopping) return
    stopping = true
    console.log(`${signal}: stopping`)
    await stop()
    process.exit(process.exitCode ?? 0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void end(signal))
  const fail = (error: unknown) => {
    console.error('An unexpected error; stopping:', error)
    process.exitCode = 1
    void end('failure')
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
}

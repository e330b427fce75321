import type { Stop } from './start-or-undo.ts'

/** Runs until told to stop, by a signal or by an error that nobody expected. */
export function runProcess(start: () => Promise<{ stop: Stop }>): void {
  const told = listen()
  start().then(
    ({ stop }) => stopWhenTold(stop, told),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exit(1)
    },
  )
}

type Told = { signal: string | null; act: (signal: string) => void }

/**
 * Hears signals from the very beginning: one that ended the process while it starts would leave its
 * database running. It is obeyed as soon as there is something to stop, and a second one at once.
 */
function listen(): Told {
  const told: Told = {
    signal: null,
    act: (signal) => {
      if (told.signal !== null) process.exit(1)
      told.signal = signal
    },
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => told.act(signal))
  }
  return told
}

function stopWhenTold(stop: Stop, told: Told): void {
  let stopping = false
  const end = async (signal: string) => {
    if (stopping) return
    stopping = true
    console.log(`${signal}: stopping`)
    await stop()
    process.exit(process.exitCode ?? 0)
  }
  told.act = (signal) => void end(signal)
  const fail = (error: unknown) => {
    console.error('An unexpected error; stopping:', error)
    process.exitCode = 1
    void end('failure')
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  if (told.signal !== null) void end(told.signal)
}

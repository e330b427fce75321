import { readConfig } from './config.ts'
import { startProgram } from './program.ts'

/** `npm start`: serves until told to stop. */
async function main(): Promise<void> {
  const program = await startProgram(readConfig(process.env), () => {
    // Nothing can be read or written any more, and a fresh start repairs it: say so and end.
    console.error(
      'PostgreSQL stopped unexpectedly. Start Primum again; nothing acknowledged is lost.',
    )
    process.exit(1)
  })
  console.log(`Primum serves on ${program.url}`)
  if (program.setupUrl !== null) {
    console.log(`\nSet up the first administrator (this link works once):\n  ${program.setupUrl}\n`)
  }
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    console.log(`${signal}: stopping`)
    await program.stop()
    process.exit(process.exitCode ?? 0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop(signal))
  const fail = (error: unknown) => {
    console.error('An unexpected error; stopping:', error)
    process.exitCode = 1
    void stop('failure')
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

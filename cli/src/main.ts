import { CommanderError } from 'commander'
import { failureOf } from './output/failure.ts'
import { buildProgram } from './program.ts'
import { UsageError } from './usage-error.ts'

async function main(): Promise<void> {
  // A reader that went away, such as `head`, is no error worth a stack.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  try {
    await buildProgram().parseAsync(process.argv)
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Commander has said what is wrong; asking for help is no error.
    process.exitCode = error.exitCode === 0 ? 0 : 2
    if (process.exitCode === 2 && process.argv.includes('--json')) {
      const failure = failureOf(new UsageError(error.message))
      process.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`)
    }
  }
}

await main()

import { readConfig } from './config.ts'
import { startProgram } from './program.ts'
import { runProcess } from './run-process.ts'

/** `npm start`: serves until told to stop. */
runProcess(async () => {
  const program = await startProgram(readConfig(process.env), () => {
    // Nothing can be read or written any more, and a fresh start repairs it: say so and end.
    console.error(
      'PostgreSQL stopped unexpectedly. Start Primum again; nothing acknowledged is lost.',
    )
    process.exit(1)
  })
  const setUp =
    program.setupUrl === null
      ? ''
      : `\n\nSet up the first administrator (this link works once):\n  ${program.setupUrl}\n`
  // In one piece: who waits for the first line has read the link as well.
  console.log(`Primum serves on ${program.url}${setUp}`)
  return program
})

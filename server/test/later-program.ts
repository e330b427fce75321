import { readConfig } from '../src/config.ts'
import { startProgram } from '../src/program.ts'
import { runProcess } from '../src/run-process.ts'

/** Started by itself: the program as a later one, with the content of the folder that is named. */
runProcess(async () => {
  const contentFolder = process.argv[2]
  if (contentFolder === undefined) throw new Error('Name the folder of content.')
  const config = { ...readConfig(process.env), contentFolder }
  const program = await startProgram(config, () => process.exit(1))
  console.log(`Primum serves on ${program.url}\n`)
  return program
})

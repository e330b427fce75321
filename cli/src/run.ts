import type { Command } from 'commander'
import { connect } from './connect.ts'
import { failureOf, failureWords } from './output/failure.ts'
import type { Server } from './server.ts'

export type GlobalOptions = { server?: string; keyFile?: string; json?: boolean }

/** What a command answers: the words for people, the value for --json, and how it went. */
export type Answer = {
  text: string
  json: unknown
  /** 0 done or allowed, 1 refused or incomplete. Errors are thrown and become 2. */
  exitCode?: 0 | 1
}

/** Runs a command against the server of its options and prints its answer one way or the other. */
export async function withServer(
  command: Command,
  work: (server: Server) => Promise<Answer>,
): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>()
  await answer(command, async () => work(await connect(options)))
}

export async function answer(command: Command, work: () => Promise<Answer>): Promise<void> {
  const { json = false } = command.optsWithGlobals<GlobalOptions>()
  try {
    const { text, json: value, exitCode = 0 } = await work()
    const output = json ? JSON.stringify(value, null, 2) : text
    process.stdout.write(output === '' || output.endsWith('\n') ? output : `${output}\n`)
    process.exitCode = exitCode
  } catch (error) {
    const failure = failureOf(error)
    if (json) process.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`)
    // People who run a program read what it says on standard error, also with --json.
    process.stderr.write(`${failureWords(failure)}\n`)
    process.exitCode = 2
  }
}

import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { Administrator } from '../../../examples/player/play.ts'
import type { PlayReport } from '../../../examples/player/report.ts'
import { serverUrl } from '../connect.ts'
import { demoProgress } from '../output/demo-progress.ts'
import { demoWords } from '../output/demo-words.ts'
import { answer } from '../run.ts'
import type { GlobalOptions } from '../run.ts'
import { stopOnSignals } from '../stop-on-signals.ts'
import { UsageError } from '../usage-error.ts'

/** Enough that the loss of sensitivity is found within the year, few enough to end in a minute. */
const defaultEncounters = 30_000

const about = `Play the worked example: register, assess, gate, deploy, monitor, roll back, prove.
Starts a Primum of its own and removes it again; with --server it plays against that one.`

type DemoCommandOptions = {
  data?: string
  mapping?: string
  encounters?: number
  progressJson?: boolean
}

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .summary('play the worked example from registration to rollback')
    .description(about)
    .option(
      '--data <folder>',
      'a folder with real data (default: the synthetic Lakeside hospitals)',
    )
    .option('--mapping <dataset.yaml>', 'what the columns mean, where the folder does not say')
    .option(
      '--encounters <n>',
      `how many synthetic encounters (default: ${defaultEncounters})`,
      many,
    )
    .option('--progress-json', 'tell the progress as JSON lines on standard error')
    .addHelpText(
      'after',
      `
With --server set PRIMUM_ADMIN_EMAIL and PRIMUM_ADMIN_PASSWORD, or PRIMUM_COOKIE, to those of an
administrator. The example stays there, and nothing is tampered with.`,
    )
    .action((options: DemoCommandOptions, command: Command) => runDemo(command, options))
}

async function runDemo(command: Command, options: DemoCommandOptions): Promise<void> {
  const { server } = command.optsWithGlobals<GlobalOptions>()
  const { data: folder, mapping, encounters, progressJson = false } = options
  // A signal ends the play at its next step, so that the server it started is stopped in order.
  const stopping = stopOnSignals()
  const progress = demoProgress(progressJson)
  try {
    await answer(command, async () => {
      try {
        const { playDemo } = await import('../../../examples/player/play-demo.ts')
        const report = await playDemo({
          folder,
          mapping,
          encounters: encounters ?? (folder === undefined ? defaultEncounters : undefined),
          running: server === undefined ? undefined : runningServer(serverUrl(server)),
          onProgress: progress.show,
          signal: stopping.signal,
        })
        return { text: demoWords(report), json: report, exitCode: exitCodeOf(report) }
      } finally {
        progress.end()
      }
    })
  } finally {
    stopping.release()
  }
  if (stopping.exitCode() !== null) process.exitCode = stopping.exitCode() ?? 2
}

/** The demo is itself a check: what it set out to show must have been shown. */
function exitCodeOf({ ledger, tamper, rollback }: PlayReport): 0 | 1 {
  const shown = ledger.verified && rollback.to !== null && tamper?.detected !== false
  return shown ? 0 : 1
}

function runningServer(baseUrl: string): { baseUrl: string; administrator: Administrator } {
  const { PRIMUM_COOKIE: cookie, PRIMUM_ADMIN_EMAIL: email } = process.env
  const { PRIMUM_ADMIN_PASSWORD: password } = process.env
  if (cookie) return { baseUrl, administrator: { cookie } }
  if (email && password) return { baseUrl, administrator: { email, password } }
  throw new UsageError(
    'Playing on a running server needs an administrator, who adds the people of the example.',
    'Set PRIMUM_ADMIN_EMAIL and PRIMUM_ADMIN_PASSWORD, or PRIMUM_COOKIE.',
  )
}

function many(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 5000 && value <= 5_000_000) return value
  throw new InvalidArgumentError('Give a whole number from 5,000 to 5,000,000.')
}

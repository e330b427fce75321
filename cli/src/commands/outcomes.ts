import type { Command } from 'commander'
import { withServer } from '../run.ts'
import type { SendFileOptions } from '../telemetry/send-file.ts'
import { addSendOptions } from '../telemetry/send-options.ts'

export function addOutcomeCommands(program: Command): void {
  const outcomes = program.command('outcomes').description('what became of the predictions')
  addSendOptions(
    outcomes
      .command('send <file>')
      .description('send a .parquet, .csv or .ndjson file; sending it again changes nothing'),
  ).action((file: string, options: SendFileOptions, command: Command) =>
    withServer(command, async (server) => {
      // Loaded where it is needed: reading Parquet brings a database engine along.
      const { sendFile } = await import('../telemetry/send-file.ts')
      return sendFile(server, 'outcomes', file, options)
    }),
  )
}

import type { Command } from 'commander'
import { withServer } from '../run.ts'
import type { SendFileOptions } from '../telemetry/send-file.ts'
import { addSendOptions } from '../telemetry/send-options.ts'

export function addPredictionCommands(program: Command): void {
  const predictions = program.command('predictions').description('predictions of a running version')
  addSendOptions(
    predictions
      .command('send <file>')
      .description('send a .parquet, .csv or .ndjson file; sending it again changes nothing')
      .option('--version <label>', 'the version that made them, where the rows do not say'),
  ).action((file: string, options: SendFileOptions, command: Command) =>
    withServer(command, async (server) => {
      // Loaded where it is needed: reading Parquet brings a database engine along.
      const { sendFile } = await import('../telemetry/send-file.ts')
      return sendFile(server, 'predictions', file, options)
    }),
  )
}

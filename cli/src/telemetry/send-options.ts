import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'

/** What sending predictions and sending outcomes have in common. */
export function addSendOptions(command: Command): Command {
  return command
    .requiredOption('--system <system>', 'the AI system, by its reference or id')
    .option('--map <dataset.yaml>', 'a mapping that says what the columns mean')
    .option('--retries <n>', 'how often to try again while the server is away', whole, 8)
}

function whole(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('Give a whole number.')
}

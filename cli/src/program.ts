import { Command } from 'commander'
import { addAliasCommands } from './commands/aliases.ts'
import { addCrosswalkCommand } from './commands/crosswalk.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addEvaluateCommand } from './commands/evaluate.ts'
import { addFrameworkCommands } from './commands/frameworks.ts'
import { addGateCommand } from './commands/gate.ts'
import { addKeyCommands } from './commands/keys.ts'
import { addLawCommand } from './commands/law.ts'
import { addLedgerCommands } from './commands/ledger.ts'
import { addOutcomeCommands } from './commands/outcomes.ts'
import { addPredictionCommands } from './commands/predictions.ts'
import { addSoaCommand } from './commands/soa.ts'
import { addSystemCommands } from './commands/systems.ts'
import { addVersionCommands } from './commands/versions.ts'
import { defaultServer } from './connect.ts'

const environment = `
Environment:
  PRIMUM_SERVER                  the server, where --server is not given
  PRIMUM_KEY                     an API key
  PRIMUM_EMAIL, PRIMUM_PASSWORD  a person, for what an API key may not do
  PRIMUM_COOKIE                  the cookie of a session
  NO_COLOR                       no colour, even on a terminal

Exit codes: 0 done or allowed, 1 refused or incomplete, 2 an error.`

/** The whole command line: one file per noun in commands/. */
export function buildProgram(): Command {
  const program = new Command('primum')
    .description('Primum: an AI management system for health care, from the command line')
    .option('--server <url>', `the server's address (default: ${defaultServer})`)
    .option('--key-file <file>', 'a file that holds the API key')
    .option('--json', 'print one JSON document on standard output, and nothing else')
    .addHelpText('after', environment)
    .exitOverride()
    .showHelpAfterError('(add --help for the usage)')
  addSystemCommands(program)
  addVersionCommands(program)
  addAliasCommands(program)
  addGateCommand(program)
  addPredictionCommands(program)
  addOutcomeCommands(program)
  addLedgerCommands(program)
  addKeyCommands(program)
  addEvaluateCommand(program)
  addFrameworkCommands(program)
  addCrosswalkCommand(program)
  addLawCommand(program)
  addSoaCommand(program)
  addDemoCommand(program)
  inheritSettings(program)
  return program
}

/** Subcommands made with `command()` copy the settings of their parent only at that moment. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent)
    inheritSettings(command)
  }
}

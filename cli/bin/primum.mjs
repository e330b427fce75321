#!/usr/bin/env node
// Starts the command line on the pinned Node; any Node from 20 can do that much.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as module from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const main = join(root, 'cli', 'src', 'main.ts')
const pinned = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

// TypeScript is stripped once and not at each start, nor in each thread.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compiled')
if (Number(process.versions.node.split('.')[0]) >= 24) {
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
  await import(main)
} else if (existsSync(pinned)) {
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl-C to the whole group: the child has it already.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
} else {
  process.stderr.write(`primum needs Node.js 24, and this is ${process.version}.\n`)
  process.stderr.write('Run "npm ci" in the project first: it brings the pinned one.\n')
  process.exitCode = 2
}

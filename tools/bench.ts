import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

// Each benchmark is a program of its own that prints its ratio; names given choose among them.
const folder = join(import.meta.dirname, '../bench')
const wanted = process.argv.slice(2)
const programs = globSync('*.ts', { cwd: folder })
  // What they share is no benchmark.
  .filter((file) => file !== 'measure.ts')
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
  .sort()
if (programs.length === 0) {
  process.stderr.write(`no benchmark in bench/ is called ${wanted.join(' or ') || 'anything'}\n`)
  process.exitCode = 1
}
for (const program of programs) {
  process.stdout.write(`\n${program}\n`)
  const { status } = spawnSync(process.execPath, [join(folder, program)], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

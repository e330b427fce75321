import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const PROJECT = join(import.meta.dirname, '../..')

/** Runs oxlint, with the local plugin and nothing else, on the files given (path → source). */
export async function lint(files: Record<string, string>): Promise<Record<string, string[]>> {
  const root = mkdtempSync(join(tmpdir(), 'primum-lint-'))
  try {
    for (const [path, source] of Object.entries({ ...files, '.oxlintrc.json': configuration() })) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), source)
    }
    return byFile(await oxlint(root))
  } finally {
    rmSync(root, { recursive: true })
  }
}

function configuration(): string {
  const rules = [
    'feature-file-names',
    'no-barrel',
    'no-default-export',
    'no-mocks',
    'no-utils-file',
    'one-verb-per-file',
    'pure-core',
    'write-verb-order',
  ]
  return JSON.stringify({
    plugins: [],
    jsPlugins: [join(PROJECT, 'tools/lint/primum-plugin.js')],
    categories: { correctness: 'off' },
    rules: Object.fromEntries(rules.map((rule) => [`primum/${rule}`, 'error'])),
  })
}

function oxlint(root: string): Promise<string> {
  const bin = join(PROJECT, 'node_modules/oxlint/bin/oxlint')
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [bin, '--format=json', '.'], { cwd: root }, (error, stdout) => {
      if (error && error.code !== 1) reject(error)
      else resolve(stdout)
    })
  })
}

/** `<rule>: <message>` of each finding, by file; files without one are absent. */
function byFile(output: string): Record<string, string[]> {
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { code: string; message: string; filename: string }[]
  }
  const found: Record<string, string[]> = {}
  for (const { code, message, filename } of diagnostics) {
    const rule = /primum\(([a-z-]+)\)/.exec(code)?.[1] ?? code
    ;(found[filename] ??= []).push(`${rule}: ${message}`)
  }
  return found
}

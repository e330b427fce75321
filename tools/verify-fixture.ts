import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Outcome, runChecks } from './check.ts'
import { checksOf } from './checks.ts'

const PROJECT = join(import.meta.dirname, '..')
const WORKSPACES = ['core', 'content', 'engine', 'server', 'client', 'web', 'cli']
const COPIED = [
  '.dependency-cruiser.cjs',
  '.gitignore',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'knip.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'core/tsconfig.json',
  'core/tsconfig.test.json',
  'server/tsconfig.json',
  'client/tsconfig.json',
  'web/tsconfig.json',
  'web/tsconfig.e2e.json',
  'cli/tsconfig.json',
  'engine/tsconfig.json',
  'tools/canary',
  'tools/lint',
]

/** A small project in a folder of its own, under the real configuration, that passes every check. */
export function smallProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'primum-verify-'))
  const filter = (path: string) => !path.endsWith('.ts') || path.includes('canary')
  for (const path of COPIED)
    cpSync(join(PROJECT, path), join(root, path), { recursive: true, filter })
  linkModules(root)
  const devDependencies = { vitest: '*' }
  plant(
    root,
    'package.json',
    json({ name: 'small', type: 'module', workspaces: WORKSPACES, devDependencies }),
  )
  for (const name of WORKSPACES) {
    plant(
      root,
      `${name}/package.json`,
      json({ name: `@primum/${name}`, type: 'module', ...partsOf(name) }),
    )
  }
  plant(root, 'core/src/risk/double.ts', 'export const double = (a: number): number => 2 * a\n')
  plant(
    root,
    'core/src/risk/double.test.ts',
    `import { expect, test } from 'vitest'
import { double } from './double.ts'

test('doubles', () => {
  expect(double(2)).toBe(4)
})
`,
  )
  plant(
    root,
    'server/src/main.ts',
    `import { double } from '@primum/core/risk/double'

process.stdout.write(String(double(2)))
`,
  )
  return root
}

export function plant(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** The outcome of the named checks, or of all. */
export async function outcomesOf(root: string, names?: string[]): Promise<Outcome[]> {
  const checks = checksOf(root).filter(({ name }) => names === undefined || names.includes(name))
  return runChecks(checks, 2, () => {})
}

function partsOf(name: string): object {
  if (name === 'core') return { exports: { './*': './src/*.ts' } }
  return name === 'server' ? { dependencies: { '@primum/core': '*' } } : {}
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The installed packages, but with the small project's own workspaces. */
function linkModules(root: string): void {
  mkdirSync(join(root, 'node_modules/@primum'), { recursive: true })
  for (const name of readdirSync(join(PROJECT, 'node_modules'))) {
    if (name === '@primum' || name.startsWith('.')) continue
    symlinkSync(join(PROJECT, 'node_modules', name), join(root, 'node_modules', name))
  }
  for (const name of WORKSPACES)
    symlinkSync(join(root, name), join(root, 'node_modules/@primum', name))
}

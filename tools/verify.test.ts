import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checksOf } from './checks.ts'
import { outcomesOf, plant, smallProject } from './verify-fixture.ts'

let root = ''
let planted: string[] = []

beforeAll(() => {
  root = smallProject()
})
afterEach(() => {
  for (const path of planted) rmSync(join(root, path))
  planted = []
})
afterAll(() => {
  rmSync(root, { recursive: true })
})

/** Plants files, runs one check and answers its outcome. */
async function verdictOn(name: string, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) plant(root, path, text)
  planted = Object.keys(files)
  const [outcome] = await outcomesOf(root, [name])
  return outcome
}

const WRONG_TYPE = `export const a: number = 'text'\n`
const lines = (count: number) => '// a line\n'.repeat(count)

const violations: [check: string, breach: string, files: Record<string, string>, says: string][] = [
  ['tsc core', 'a type error', { 'core/src/risk/bad.ts': WRONG_TYPE }, 'TS2322'],
  ['tsc core', 'Node', { 'core/src/risk/bad.ts': `import 'node:fs'\n` }, 'TS'],
  ['tsc core', 'the DOM', { 'core/src/risk/bad.ts': 'export const a = document\n' }, 'TS2584'],
  ['tsc core test', 'a type error', { 'core/src/risk/bad.test.ts': WRONG_TYPE }, 'TS2322'],
  ['tsc server', 'a type error', { 'server/src/bad.ts': WRONG_TYPE }, 'TS2322'],
  ['tsc server', 'syntax to compile', { 'server/src/bad.ts': 'export enum A { b }\n' }, 'TS1294'],
  ['tsc client', 'a type error', { 'client/src/bad.ts': WRONG_TYPE }, 'TS2322'],
  ['tsc web', 'a type error', { 'web/src/bad.tsx': WRONG_TYPE }, 'TS2322'],
  ['tsc web e2e', 'a type error', { 'web/e2e/bad.e2e.ts': WRONG_TYPE }, 'TS2322'],
  ['tsc cli', 'a type error', { 'cli/src/bad.ts': WRONG_TYPE }, 'TS2322'],
  ['tsc engine', 'a type error', { 'engine/src/bad.ts': WRONG_TYPE }, 'TS2322'],
  ['tsc tools', 'a type error', { 'tools/bad.ts': WRONG_TYPE }, 'TS2322'],
  ['knip', 'an unused file', { 'server/src/bad.ts': 'export const a = 1\n' }, 'Unused files'],
  [
    'knip',
    'an unused export of core',
    { 'core/src/risk/bad.ts': 'export const a = 1\n' },
    'Unused exports',
  ],
  [
    'dependency-cruiser',
    'an arrow up',
    { 'core/src/risk/bad.ts': `import '../../../server/src/main.ts'\n` },
    'core-stands-alone',
  ],
  ['oxlint', 'an empty test', { 'core/src/bad.test.ts': `test('a', () => {})\n` }, 'expect-expect'],
  [
    'oxlint',
    'a rule of the local plugin',
    { 'core/src/bad.ts': 'export const a = Math.random()\n' },
    'primum(pure-core)',
  ],
  ['oxfmt', 'a semicolon', { 'core/src/bad.ts': 'export const a = 1;\n' }, 'bad.ts'],
  ['file sizes', 'a file too long', { 'core/src/long.ts': lines(401) }, 'more than 400'],
  [
    'file sizes',
    'files long in the middle',
    Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`core/src/l${i}.ts`, lines(81)])),
    'median',
  ],
  [
    'file sizes',
    'too many long files',
    Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`core/src/l${i}.ts`, lines(301)])),
    'one file in twenty',
  ],
]

test('a clean project passes every check', { timeout: 120_000 }, async () => {
  const failed = (await outcomesOf(root)).filter(({ passed }) => !passed)
  expect(failed).toEqual([])
})

describe('a planted violation fails', () => {
  test.each(violations)('%s: %s', async (check, _, files, says) => {
    const outcome = await verdictOn(check, files)
    expect(outcome?.passed).toBe(false)
    expect(outcome?.output).toContain(says)
  })

  test('the canary, where a rule of dependency-cruiser sees nothing', async () => {
    const blind = `const own = require('${join(root, '.dependency-cruiser.cjs')}')
module.exports = { ...own, forbidden: [...own.forbidden,
  { name: 'blind', severity: 'error', from: { path: '^nowhere/' }, to: {} }] }\n`
    plant(root, 'blind/.dependency-cruiser.cjs', blind)
    const { checkCanary } = await import('./canary-check.ts')
    const verdict = await checkCanary(root, 'blind/.dependency-cruiser.cjs')
    rmSync(join(root, 'blind'), { recursive: true })
    expect(verdict).toMatchObject({ passed: false, output: expect.stringContaining('blind') })
  })

  test('every check has its violation', () => {
    const broken = new Set(violations.map(([check]) => check))
    const unbroken = checksOf(root).filter(({ name }) => !broken.has(name))
    expect(unbroken.map(({ name }) => name)).toEqual(['dependency-cruiser sees the canary'])
  })
})

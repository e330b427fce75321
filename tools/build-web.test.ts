import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildWeb } from './build-web.ts'
import { plant } from './verify-fixture.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'primum-web-'))
  symlinkSync(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'))
  plant(root, 'package-lock.json', '{}')
  plant(root, 'client/src/client.ts', 'export const client = 1\n')
  plant(root, 'core/src/risk/tier.ts', 'export const tier = 1\n')
  plant(root, 'web/index.html', '<script type="module" src="/main.ts"></script>')
  plant(root, 'web/main.ts', `document.title = 'Primum'\n`)
})
afterEach(() => rmSync(root, { recursive: true }))

test('builds once, and again when what it is made of changes', async () => {
  expect(await buildWeb(root, { quiet: true })).toBe('built')
  expect(existsSync(join(root, 'web/dist/index.html'))).toBe(true)
  expect(await buildWeb(root, { quiet: true })).toBe('fresh')
  plant(root, 'core/src/risk/tier.test.ts', 'export {}\n')
  expect(await buildWeb(root, { quiet: true })).toBe('fresh')
  plant(root, 'core/src/risk/tier.ts', 'export const tier = 2\n')
  expect(await buildWeb(root, { quiet: true })).toBe('built')
})

test('a build that fails leaves the old one in place, and no litter', async () => {
  await buildWeb(root, { quiet: true })
  plant(root, 'web/main.ts', `import './absent.ts'\n`)
  await expect(buildWeb(root, { quiet: true })).rejects.toThrow('vite build')
  expect(existsSync(join(root, 'web/dist/index.html'))).toBe(true)
  expect(readdirSync(join(root, '.cache'))).toEqual([])
})

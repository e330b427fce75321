import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runVitest } from './run-vitest.ts'
import { emptyTally, tallyLine } from './tally.ts'
import { plant } from './verify-fixture.ts'

const TESTS = `import { expect, test } from 'vitest'
test('holds', () => { expect(1).toBe(1) })
test('fails', () => { expect(1).toBe(2) })
test('waits', (ctx) => { ctx.skip(true, 'no data here') })
`
const HOLDS = `import { expect, test } from 'vitest'
test('holds', () => { expect(1).toBe(1) })
`
const config = (more = '') => `import { defineConfig } from 'vitest/config'
${more}
export default defineConfig({ test: { projects: ['a', 'b'].map((name) =>
  ({ test: { name, include: [name + '/*.test.ts'] } })) } })
`

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'primum-tally-'))
  symlinkSync(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'))
  plant(root, 'vitest.config.ts', config())
})
afterEach(() => rmSync(root, { recursive: true }))

describe('runVitest', () => {
  test('counts what passed, failed and was skipped, with the reason', async () => {
    plant(root, 'a/some.test.ts', TESTS)
    expect(await runVitest(root, ['a'], [], { quiet: true })).toEqual({
      passed: 1,
      failed: 1,
      skipped: [{ test: 'a/some.test.ts > waits', reason: 'no data here' }],
      projects: { a: 3 },
    })
  })

  test('counts a project without tests as a failure', async () => {
    plant(root, 'a/some.test.ts', HOLDS)
    expect(await runVitest(root, ['a', 'b'], [], { quiet: true })).toMatchObject({
      passed: 1,
      failed: 1,
    })
  })

  test('counts a filter that matches nothing as a failure', async () => {
    plant(root, 'a/some.test.ts', HOLDS)
    expect(await runVitest(root, [], ['other'], { quiet: true })).toMatchObject({
      passed: 0,
      failed: 1,
    })
  })

  test('counts a file that does not load', async () => {
    plant(root, 'a/some.test.ts', HOLDS)
    plant(root, 'a/broken.test.ts', `import './absent.ts'\n${HOLDS}`)
    expect(await runVitest(root, ['a'], [], { quiet: true })).toMatchObject({
      passed: 1,
      failed: 1,
    })
  })

  test('counts an error outside of any test', async () => {
    plant(
      root,
      'a/some.test.ts',
      `${HOLDS}setTimeout(() => { throw new Error('late') }, 0)
test('waits for it', async () => { await new Promise((go) => setTimeout(go, 50)) })\n`,
    )
    expect(await runVitest(root, ['a'], [], { quiet: true })).toMatchObject({
      passed: 2,
      failed: 1,
    })
  })

  test('counts a crash of Vitest', async () => {
    plant(root, 'a/some.test.ts', HOLDS)
    plant(root, 'vitest.config.ts', config(`process.kill(process.pid, 'SIGKILL')`))
    expect(await runVitest(root, ['a'], ['a'], { quiet: true })).toMatchObject({
      passed: 0,
      failed: 1,
    })
  })
})

describe('tallyLine', () => {
  test('names skipped tests only where there are any', () => {
    const one = { ...emptyTally(), passed: 2, failed: 1 }
    expect(tallyLine([one, one])).toBe('4 passed, 2 failed')
    const skipped = [{ test: 'a', reason: 'b' }]
    expect(tallyLine([one, { ...one, skipped }])).toBe('4 passed, 2 failed, 1 skipped')
  })
})

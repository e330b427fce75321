import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { acmeWorkbook } from '../../engine/test/workbook-fixture.ts'
import { runCli } from './run-cli.ts'

const fixture = new URL('../../engine/test/fixtures/acme-framework.xlsx', import.meta.url)

async function check(name: string, content: string | Buffer, ...more: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'primum-check-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  await writeFile(path, content)
  return { path, ...(await runCli(['frameworks', 'check', path, ...more])) }
}

test('says what a workbook holds, and what was read otherwise', async () => {
  const { code, stdout } = await runCli(['frameworks', 'check', fileURLToPath(fixture)])
  expect(code).toBe(0)
  expect(stdout).toContain(
    'can be taken: ACME 2026.11.0, AI policy of Acme; 2 requirements, 1 mapping.',
  )
  expect(stdout).toContain('  Note: ACME: was put before ids without a prefix: 1 and 2 more.\n')
})

test('ends with 1 where a cell is wrong, and names it', async () => {
  const book = acmeWorkbook((sheets) => {
    sheets['Requirements'] = { ...sheets['Requirements']!, merged: ['A3:A4'] }
  })
  const { code, stdout, path } = await check('acme.xlsx', book)
  expect(code).toBe(1)
  expect(stdout).toBe(
    `${path} cannot be taken: 1 problem.\n  Requirements!A3: The cells A3:A4 are merged. ` +
      'Unmerge them, and give each row its own value.\n',
  )
  const asJson = await check('acme.xlsx', book, '--json')
  expect(JSON.parse(asJson.stdout)).toEqual({
    ok: false,
    problems: [
      {
        ...{ sheet: 'Requirements', row: 3, column: 'A' },
        message: 'The cells A3:A4 are merged.',
        remedy: 'Unmerge them, and give each row its own value.',
      },
    ],
  })
})

test('takes what a table does not say from its options', async () => {
  const csv = 'id;title\n1;One\n2;Two\n'
  const said = ['--id', 'ACME', '--title', 'Policy', '--about', 'Ours.', '--as-of', '2026-11-01']
  const { code, stdout } = await check('a.csv', csv, ...said, '--release', '2026.11.0', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, id: 'ACME', requirements: 2 })
  const unsaid = await check('a.csv', csv, ...said)
  expect(unsaid.code).toBe(1)
  expect(unsaid.stdout).toContain('The release of the framework is not said.')
})

test('refuses the id of a framework that comes with Primum', async () => {
  const yaml = `id: Iso42001
title: Ours
release: 2026.11.0
about: Ours.
requirements: [{ id: 'Iso42001:1', kind: rule, title: One }]
`
  const { code, stdout } = await check('a.yaml', yaml)
  expect(code).toBe(1)
  expect(stdout).toContain('ISO42001 is a framework that comes with Primum.')
})

test('what is no file, or larger than a framework, is an error', async () => {
  const missing = await runCli(['frameworks', 'check', '/nowhere/a.yaml'])
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('cannot be read')])
  const folder = await mkdtemp(join(tmpdir(), 'primum-check-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const large = join(folder, 'large.xlsx')
  await writeFile(large, 'PK')
  await truncate(large, 200 * 1024 * 1024)
  const { code, stderr } = await runCli(['frameworks', 'check', large])
  expect([code, stderr]).toEqual([2, expect.stringContaining('may have 5,242,880.')])
  expect((await runCli(['frameworks', 'check', folder])).code).toBe(2)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openResume, resumePath } from './resume-file.ts'

const subject = {
  kind: 'predictions',
  server: 'http://127.0.0.1:4200',
  system: 'a',
  version: null,
  mapping: null,
}
let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'primum-resume-'))
  file = join(folder, 'rows.csv')
  await writeFile(file, 'id\n1\n')
})
afterEach(() => rm(folder, { recursive: true }))

test('remembers the row reached, and forgets it when done', async () => {
  const resume = await openResume(file, subject)
  expect(await resume.read()).toBe(0)
  await resume.save(5000)
  expect(await (await openResume(file, subject)).read()).toBe(5000)
  await resume.remove()
  expect(await resume.read()).toBe(0)
})

test('another system, another kind or another file starts anew', async () => {
  await (await openResume(file, subject)).save(5000)
  expect(await (await openResume(file, { ...subject, system: 'b' })).read()).toBe(0)
  expect(await (await openResume(file, { ...subject, kind: 'outcomes' })).read()).toBe(0)
  await writeFile(file, 'id\n1\n2\n')
  expect(await (await openResume(file, subject)).read()).toBe(0)
})

test('a damaged memory is no memory', async () => {
  await writeFile(resumePath(file), '{"rows": 50')
  expect(await (await openResume(file, subject)).read()).toBe(0)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect, serverUrl } from './connect.ts'

test('the option goes before the environment, which goes before the default', async () => {
  const env = { PRIMUM_KEY: 'k', PRIMUM_SERVER: 'http://a.example' }
  expect((await connect({ server: 'http://b.example/' }, env)).url).toBe('http://b.example')
  expect((await connect({}, env)).url).toBe('http://a.example')
  expect((await connect({}, { PRIMUM_KEY: 'k' })).url).toBe('http://127.0.0.1:4200')
})

test.each(['', 'example', 'ftp://example.org', 'localhost:4200'])('%j is no address', (text) => {
  expect(() => serverUrl(text)).toThrow('no address of a server')
})

test('a key file that is missing or empty is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'primum-key-'))
  const keyFile = join(folder, 'key')
  await expect(connect({ keyFile }, {})).rejects.toThrow('cannot be read')
  await writeFile(keyFile, '\n')
  await expect(connect({ keyFile }, {})).rejects.toThrow('is empty')
  await rm(folder, { recursive: true })
})

test('without anybody to ask as, it says what to set', async () => {
  await expect(connect({}, {})).rejects.toThrow('PRIMUM_KEY')
  await expect(connect({}, { PRIMUM_EMAIL: 'a@b.example' })).rejects.toThrow('PRIMUM_KEY')
})

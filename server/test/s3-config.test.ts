import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openFiles } from '../src/files/open-files.ts'

const bucket = { PRIMUM_FILES_S3_BUCKET: 'evidence' }

test('without a bucket files are kept in the data folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'primum-config-'))
  const { files } = readConfig({ PRIMUM_DATA: folder })
  expect(files).toEqual({ dataFolder: folder, limitBytes: 209_715_200, s3: null })
  const opened = await openFiles(files, () => undefined)
  expect(opened.files.store.place).toBe(join(folder, 'files'))
  rmSync(folder, { recursive: true })
})

test('a bucket with a secret from a file, and one that the machine itself opens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'primum-config-'))
  const file = join(folder, 'secret')
  writeFileSync(file, 'long and secret\n')
  const { files } = readConfig({
    ...bucket,
    PRIMUM_FILES_S3_ENDPOINT: 'https://s3.hospital.example/',
    PRIMUM_FILES_S3_REGION: 'eu-central-1',
    PRIMUM_FILES_S3_ACCESS_KEY_ID: 'primum',
    PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE: file,
    PRIMUM_EVIDENCE_LIMIT: '1000',
  })
  rmSync(folder, { recursive: true })
  expect(files.limitBytes).toBe(1000)
  expect(files.s3).toEqual({
    endpoint: 'https://s3.hospital.example',
    bucket: 'evidence',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'primum', secretAccessKey: 'long and secret' },
  })
  expect(readConfig(bucket).files.s3).toEqual({
    ...{ endpoint: null, bucket: 'evidence', region: 'us-east-1', credentials: null },
  })
})

test.each([
  [{ PRIMUM_FILES_S3_ENDPOINT: 'https://s3.example' }, /PRIMUM_FILES_S3_BUCKET/],
  [{ PRIMUM_FILES_S3_BUCKET: '../etc' }, /PRIMUM_FILES_S3_BUCKET/],
  [{ ...bucket, PRIMUM_FILES_S3_ENDPOINT: 's3.example' }, /PRIMUM_FILES_S3_ENDPOINT/],
  [{ ...bucket, PRIMUM_FILES_S3_ENDPOINT: 'https://a:hush@s3.example' }, /SECRET_ACCESS_KEY_FILE/],
  [{ ...bucket, PRIMUM_FILES_S3_ACCESS_KEY_ID: 'primum' }, /or neither/],
  [{ ...bucket, PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE: '/no/such/file' }, /ENOENT/],
  [
    {
      ...bucket,
      PRIMUM_FILES_S3_SECRET_ACCESS_KEY: 'hush',
      PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE: '/no/such/file',
    },
    /not both/,
  ],
])('refuses %o, and repeats no secret', (variables, message) => {
  const read = () => readConfig(variables)
  expect(read).toThrow(message)
  expect(read).not.toThrow(/hush/)
})

test('a bucket that is not there, or too small a one for the limit, is said at the start', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'primum-config-'))
  const credentials = { accessKeyId: 'primum', secretAccessKey: 'hush' }
  const s3 = { endpoint: 'http://127.0.0.1:1', bucket: 'evidence', region: 'x', credentials }
  const open = (limitBytes: number) => openFiles({ dataFolder, limitBytes, s3 }, () => undefined)
  await expect(open(1000)).rejects.toThrow(/PRIMUM_FILES_S3_BUCKET: the bucket evidence cannot/)
  await expect(open(1000)).rejects.not.toThrow(/hush/)
  await expect(open(6 * 1024 ** 3)).rejects.toThrow(/PRIMUM_EVIDENCE_LIMIT/)
  rmSync(dataFolder, { recursive: true })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PrimumError } from '../src/errors.ts'
import { attachment } from '../src/files/content-disposition.ts'
import { inspectFile } from '../src/files/inspect-file.ts'
import { officeOf, openDocumentOf, pdf, png, zipOf } from './zip-fixture.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'primum-inspect-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function inspect(name: string, content: Buffer | string) {
  const path = join(folder, 'file')
  await writeFile(path, content)
  return inspectFile({ path, size: Buffer.byteLength(content) }, name)
}

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
const webp = Buffer.concat([
  Buffer.from('RIFF'),
  Buffer.from('24000000', 'hex'),
  Buffer.from('WEBPVP8 '),
])
const tiff = Buffer.from('49492a000800000000000000000000000000', 'hex')
const mail =
  'From: ada@hospital.example\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n\r\n<html>hi</html>'
const office = 'application/vnd.openxmlformats-officedocument'

describe('what may be evidence is told by its bytes', () => {
  test.each<[string, Buffer | string, string]>([
    ['Policy.pdf', pdf, 'application/pdf'],
    ['scan.png', png, 'image/png'],
    ['scan.JPEG', jpeg, 'image/jpeg'],
    ['scan.webp', webp, 'image/webp'],
    ['scan.tif', tiff, 'image/tiff'],
    ['Policy.docx', officeOf('word'), `${office}.wordprocessingml.document`],
    ['Plan.xlsx', officeOf('xl'), `${office}.spreadsheetml.sheet`],
    ['Talk.pptx', officeOf('ppt'), `${office}.presentationml.presentation`],
    ['Policy.odt', openDocumentOf('text'), 'application/vnd.oasis.opendocument.text'],
    ['Plan.ods', openDocumentOf('spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
    ['pack.zip', zipOf({ 'a.pdf': '%PDF-', 'b/c.txt': 'c' }), 'application/zip'],
    ['notes.txt', 'BM is what this text begins with.', 'text/plain'],
    ['notes.md', '# Größe\n\nwith <b>words</b>', 'text/markdown'],
    ['rows.csv', '\uFEFFa,b\r\n1,2\r\n', 'text/csv'],
    ['report.json', '{"auroc": 0.8}', 'application/json'],
    ['list.yml', 'a: 1\n', 'application/yaml'],
    ['card.xml', '<?xml version="1.0"?><card/>', 'application/xml'],
    ['letter.eml', mail, 'message/rfc822'],
  ])('%s', async (fileName, content, mediaType) => {
    expect(await inspect(fileName, content)).toEqual({ fileName, mediaType })
  })

  test('an ending that says nothing gets the true one behind it', async () => {
    expect((await inspect('Policy v1.2', pdf)).fileName).toBe('Policy v1.2.pdf')
    expect((await inspect('train.py', 'import os\n')).fileName).toBe('train.py.txt')
    expect((await inspect('../../README', 'Read me.')).fileName).toBe('README.txt')
  })
})

describe('what could run, or is not what it says, is refused with a remedy', () => {
  const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(64)])
  const exe = Buffer.concat([Buffer.from('MZ'), Buffer.from([0x90, 0, 3, 0]), Buffer.alloc(64)])
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  test.each<[string, string, Buffer | string, string, RegExp]>([
    ['a program of Linux', 'tool', elf, 'type-not-allowed', /application\/x-elf/],
    ['a program of Windows', 'tool.txt', exe, 'type-not-allowed', /x-msdownload/],
    ['the name of a program', 'setup.exe', pdf, 'program', /named \.exe can run/],
    ['a script', 'run.txt', '#!/bin/sh\nrm -rf /\n', 'script', /is a script/],
    [
      'a web page',
      'page.txt',
      '\uFEFF \n<!-- x --><!DOCTYPE html><html>',
      'web-page',
      /print it to PDF/i,
    ],
    ['a web page by name', 'page.html', 'words', 'program', /print it to PDF/i],
    [
      'a picture that runs',
      'logo.xml',
      '<?xml version="1.0"?>\n<svg xmlns="x"/>',
      'web-page',
      /SVG/,
    ],
    ['a script in Markdown', 'notes.md', '<script>alert(1)</script>', 'web-page', /web page/],
    ['macros', 'Plan.xlsx', officeOf('xl', { 'xl/vbaProject.bin': 'x' }), 'macros', /macros/],
    ['macros by name', 'Plan.xlsm', officeOf('xl'), 'program', /without macros/],
    [
      'macros of OpenDocument',
      'a.odt',
      openDocumentOf('text', { 'Basic/a.xml': 'x' }),
      'macros',
      /macros/,
    ],
    ['an old Office file', 'Policy.doc', ole, 'type-not-allowed', /DOCX/],
    [
      'a program in an archive',
      'a.zip',
      zipOf({ 'x/setup.exe': 'MZ' }),
      'program',
      /x\/setup\.exe/,
    ],
    ['an archive in an archive', 'a.zip', zipOf({ 'b.zip': 'PK' }), 'nested-archive', /b\.zip/],
    ['a Java program', 'a.zip', zipOf({ 'META-INF/MANIFEST.MF': 'x' }), 'program', /program/],
    ['a locked archive', 'a.zip', zipOf({ 'a.txt': 'x' }, 1), 'archive-unreadable', /password/],
    ['an archive of nothing', 'a.zip', zipOf({}), 'archive-unreadable', /no files/],
    ['a book', 'a.zip', zipOf({ mimetype: 'application/epub+zip' }), 'type-not-allowed', /epub/],
    [
      'an archive cut off',
      'a.zip',
      zipOf({ 'a.txt': 'x' }).subarray(0, 20),
      'archive-unreadable',
      /cut off/,
    ],
    ['a folder outside', 'a.zip', zipOf({ '../a.txt': 'x' }), 'archive-unreadable', /damaged/],
    ['bytes of nothing', 'a.txt', Buffer.from([1, 2, 3, 0, 255]), 'type-not-allowed', /UTF-8/],
    [
      'text of another time',
      'a.csv',
      Buffer.from('gr\xf6\xdfe', 'latin1'),
      'type-not-allowed',
      /UTF-8/,
    ],
    ['another content than the name', 'Policy.pdf', 'words', 'type-mismatch', /PDF.*plain text/],
    ['another picture than the name', 'scan.png', jpeg, 'type-mismatch', /PNG picture.*JPEG/],
    ['JSON that is none', 'a.json', '{"a":', 'type-mismatch', /JSON.*plain text/],
    ['a mail that is none', 'a.eml', 'Hello', 'type-mismatch', /e-mail/],
    ['no name', '..', 'words', 'no-name', /no name/],
  ])('%s', async (_, name, content, code, words) => {
    const error = await inspect(name, content).then(
      () => null,
      (thrown: unknown) => thrown as PrimumError,
    )
    expect(error).toBeInstanceOf(PrimumError)
    expect(error?.code).toBe('invalid')
    expect(error?.reasons[0]?.code).toBe(code)
    expect(error?.message).toMatch(words)
    expect(error?.reasons[0]?.remedy).toBeTruthy()
    expect(error?.message).not.toContain(folder)
  })
})

test('a name for a download is plain ASCII, and whole for who can read it', () => {
  expect(attachment('Größe "A" (1).pdf')).toBe(
    `attachment; filename="Gr__e _A_ (1).pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22A%22%20%281%29.pdf`,
  )
})

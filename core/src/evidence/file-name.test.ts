import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName, endingOfName } from './file-name.ts'
import { mediaTypeOfEnding, mediaTypeTitle, mediaTypes } from './media-types.ts'

test.each([
  ['Policy.pdf', 'Policy.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\Policy.pdf', 'Policy.pdf'],
  ['...hidden.txt', 'hidden.txt'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['what: "is" this?.csv', 'what_ _is_ this_.csv'],
  ['u\u0308ber.md', '\u00FCber.md'],
  ['half\uD800.md', 'half.md'],
  ['  two   blanks .pdf ', 'two blanks .pdf'],
  ['..', ''],
  ['', ''],
])('%j becomes %j', (name, clean) => {
  expect(cleanFileName(name)).toBe(clean)
})

test('a long name is cut, and its ending kept', () => {
  const clean = cleanFileName(`${'ä'.repeat(400)}.pdf`)
  expect([...clean]).toHaveLength(200)
  expect(clean).toMatch(/^ä+\.pdf$/)
  expect(cleanFileName('x'.repeat(400))).toHaveLength(200)
})

test('whatever the name, what comes out is safe, and clean already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const clean = cleanFileName(name)
      expect([...clean].length).toBeLessThanOrEqual(200)
      expect(clean).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]|^\./u)
      expect(clean.isWellFormed()).toBe(true)
      expect(cleanFileName(clean)).toBe(clean)
    }),
  )
})

test('endings and the types that they stand for', () => {
  expect(endingOfName('A.Report.PDF')).toBe('pdf')
  expect(endingOfName('README')).toBe('')
  expect(endingOfName('.hidden')).toBe('')
  expect(mediaTypeOfEnding('JPEG')).toBe('image/jpeg')
  expect(mediaTypeOfEnding('exe')).toBe(null)
  expect(mediaTypeTitle('application/pdf')).toBe('PDF')
  expect(mediaTypeTitle('application/x-elf')).toBe('application/x-elf')
  const endings = Object.values(mediaTypes).flatMap((each) => each.endings)
  expect(new Set(endings).size).toBe(endings.length)
})

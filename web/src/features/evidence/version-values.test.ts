import { expect, test } from 'vitest'
import { emptyVersion, requiredFile, uploadPath } from './version-values.ts'

test('what is not said stays away from the address, and names are written as they are', () => {
  expect(uploadPath('7', 'Grün & blau.pdf', emptyVersion)).toBe(
    '/api/v1/evidence/7/versions?fileName=Gr%C3%BCn+%26+blau.pdf',
  )
  const said = { ...emptyVersion, effectiveFrom: '2026-01-01', note: '  approved ' }
  expect(uploadPath('7', 'a.txt', said)).toBe(
    '/api/v1/evidence/7/versions?fileName=a.txt&effectiveFrom=2026-01-01&note=approved',
  )
})

test('a form that needs a file says so', () => {
  expect(() => requiredFile(emptyVersion)).toThrow(/Choose the file/)
  const file = new File(['x'], 'a.txt')
  expect(requiredFile({ ...emptyVersion, file })).toBe(file)
})

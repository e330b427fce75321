import { expect, test } from 'vitest'
import { secretOf } from './totp-secret.ts'

test('the secret is read from the link, in groups of four', () => {
  expect(secretOf('otpauth://totp/Primum:ada%40h.example?secret=ABCDEFGHIJ&issuer=Primum')).toBe(
    'ABCD EFGH IJ',
  )
  expect(secretOf('otpauth://totp/x')).toBe('')
})

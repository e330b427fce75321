import { afterEach, expect, test } from 'vitest'
import { ensureChromium } from './chromium.ts'

const before = process.env.CHROMIUM_PATH
afterEach(() => {
  if (before === undefined) delete process.env.CHROMIUM_PATH
  else process.env.CHROMIUM_PATH = before
})

test('takes the browser named by CHROMIUM_PATH', () => {
  process.env.CHROMIUM_PATH = process.execPath
  expect(ensureChromium()).toBe(process.execPath)
})

test('refuses a CHROMIUM_PATH where nothing is, rather than taking another browser', () => {
  process.env.CHROMIUM_PATH = '/nowhere/chromium'
  expect(() => ensureChromium()).toThrow('/nowhere/chromium')
})

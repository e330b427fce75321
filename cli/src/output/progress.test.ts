import { expect, test } from 'vitest'
import { barLine, openProgress } from './progress.ts'

test('the bar fills with the share, and never leaves its line', () => {
  expect(barLine(0, 10, 'sent', 80)).toBe(`${'░'.repeat(20)}   0 %  sent`)
  expect(barLine(5, 10, 'sent', 80)).toBe(`${'█'.repeat(10)}${'░'.repeat(10)}  50 %  sent`)
  expect(barLine(20, 10, 'sent', 80)).toContain('100 %')
  expect(barLine(5, 10, 'a'.repeat(200), 80)).toHaveLength(79)
  expect(barLine(1234, null, 'sent', 80)).toBe('1,234 sent')
})

test('nothing is drawn where no terminal reads', () => {
  let drawn = ''
  const write = (text: string) => (drawn += text)
  const quiet = openProgress(10, { isTTY: false, write })
  quiet.show(5, 'sent')
  quiet.end()
  expect(drawn).toBe('')
  const bar = openProgress(10, { isTTY: true, write })
  bar.show(5, 'sent')
  bar.end()
  expect(drawn).toContain('50 %')
  expect(drawn.endsWith('\r\u001b[K')).toBe(true)
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openPage } from './browser.ts'
import { administrator, startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** Presses Tab until the element of this name has the focus, which must also be visible. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement)) return null
      const words = element.getAttribute('aria-label') ?? element.textContent ?? ''
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return { words: words.trim(), outlined: outlineStyle !== 'none' && outlineWidth !== '0px' }
    })
    if (focused?.words.startsWith(name)) {
      expect(focused.outlined, `the focus on ${name} is visible`).toBe(true)
      return
    }
  }
  throw new Error(`Tab does not lead to ${name}`)
}

test('signing in, going to a page by the palette and doing its main act need no mouse', async () => {
  const { page } = await openPage(browser, program.url)
  await page.goto('/')
  await page.getByLabel('E-mail').waitFor()
  // The first field has the focus already.
  await page.keyboard.type(administrator.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(administrator.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor()

  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'main')

  await page.keyboard.press('Control+k')
  // The palette takes the keyboard with its field: letters typed before would go nowhere.
  await page.locator('input[placeholder="A system, an incident or a page"]:focus').waitFor()
  await page.keyboard.type('sites')
  // The first answer is chosen as soon as it is drawn: neither looking nor arrows are needed.
  await page.locator('[data-action][data-selected]').filter({ hasText: 'Sites' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Sites' }).waitFor()

  await tabTo(page, 'Add a site')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add a site' })
  await dialog.waitFor()
  await dialog.getByLabel('Name').focus()
  await page.keyboard.type('South campus')
  await page.keyboard.press('Tab')
  await page.keyboard.type('south')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: 'South campus' }).waitFor()

  await page.getByRole('button', { name: 'Add a site' }).press('Enter')
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})

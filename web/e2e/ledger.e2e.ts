import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
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

test('every change stands in the ledger, and verifying it tells how many entries hold', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto('/settings/sites')
  await page.getByRole('button', { name: 'Add a site' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a site' })
  await dialog.getByLabel('Name').fill('North campus')
  await dialog.getByLabel('Code').fill('north')
  await dialog.getByRole('button', { name: 'Add a site' }).click()
  await page.getByRole('cell', { name: 'North campus' }).waitFor()

  await page.getByRole('link', { name: 'Ledger' }).click()
  await page.getByRole('cell', { name: 'sites.add' }).waitFor()
  await page.getByRole('button', { name: 'Verify the ledger' }).click()
  await page.getByText('The ledger is whole').waitFor()
  expect(await page.getByText(/entries were recomputed/).textContent()).toMatch(/^3 entries/)

  await page.getByLabel('Only actions that begin with').fill('sites')
  await page.keyboard.press('Enter')
  await page.waitForURL(/action=sites/)
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
  await page.getByRole('button', { name: 'Details of entry 3' }).click()
  await page.getByRole('dialog', { name: 'Entry 3' }).waitFor()
  await settle(page)
  await expectAccessible(page, 'an entry of the ledger')
  expect(complaints).toEqual([])
})

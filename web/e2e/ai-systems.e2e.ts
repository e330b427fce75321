import type { Browser, Page } from 'playwright-core'
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

async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(value)
}

test('a person registers a system, is told what is wrong, and finds it in the list', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Systems', exact: true }).click()
  await page.getByRole('link', { name: 'Register a system' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Register a system' }).waitFor()
  await page.getByRole('button', { name: 'Why we ask about Intended use' }).click()
  await page.getByText('It bounds what was validated.').waitFor()

  await fill(page, 'Reference', 'sepsis alert')
  await fill(page, 'Name', 'Sepsis alert')
  await fill(page, 'Business purpose', 'Find sepsis early on the wards.')
  await fill(page, 'Intended use', 'Flags adult inpatients at risk of sepsis.')
  await page.getByRole('combobox', { name: 'Kind of system' }).click()
  await page.getByRole('option', { name: 'Triage' }).click()
  await fill(page, 'Model owner', 'Dana Scientist')
  await fill(page, 'Where it is hosted', 'On premises')
  await fill(page, 'How it is monitored', 'Predictions and outcomes stream to Primum.')
  await page.getByRole('button', { name: 'Register the system' }).click()
  // The server's words stand at the field.
  await page.getByText('letters, digits, dots, hyphens, underscores; at most 64').first().waitFor()
  await fill(page, 'Reference', 'sepsis-alert')
  await page.getByRole('button', { name: 'Register the system' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sepsis alert' }).waitFor()
  await settle(page)
  await expectAccessible(page, 'overview of a new system')

  await page.getByRole('link', { name: 'Systems', exact: true }).click()
  await page.getByRole('searchbox').fill('sepsis')
  await page.waitForURL(/search=sepsis/)
  await page.getByRole('link', { name: 'Sepsis alert' }).waitFor()
  await page.getByRole('button', { name: 'Remove the filter Search: sepsis' }).click()
  await page.waitForURL((url) => !url.search.includes('sepsis'))
  expect(complaints).toEqual([])
})

test('the tier shows as the answers are given, and a gate says what is missing', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto('/ai-systems')
  await page.getByRole('link', { name: 'Sepsis alert' }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('combobox', { name: 'Uses protected health information' }).click()
  await page.getByRole('option', { name: 'Yes' }).click()
  await page.getByRole('combobox', { name: 'FDA status' }).click()
  await page.getByRole('option', { name: 'Not a device' }).click()
  await page.getByRole('combobox', { name: 'Role under the EU AI Act' }).click()
  await page.getByRole('option', { name: 'Not used in the EU' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Risk and impact' }).click()
  await page.getByRole('link', { name: 'Classify' }).click()
  const groups = page.getByRole('radiogroup')
  await groups.first().waitFor()
  expect(await groups.count()).toBe(6)
  for (const group of await groups.all()) await group.getByRole('radio').nth(3).check()
  await page.getByText('4 × 4 = 16').waitFor()
  await page.getByRole('button', { name: 'Save this classification' }).click()
  await page.getByText('Classified by').waitFor()
  await page.getByRole('link', { name: 'Lifecycle' }).click()
  await page.getByRole('heading', { name: 'Gate: design and development' }).waitFor()
  await page.getByText('Missing:', { exact: false }).first().waitFor({ state: 'attached' })
  const advance = page.getByRole('button', { name: 'Move to design and development' })
  expect(await advance.getAttribute('aria-disabled')).toBe('true')
  const reason = await advance.getAttribute('aria-describedby')
  expect((await page.locator(`[id="${reason}"]`).textContent())?.length).toBeGreaterThan(10)
  await settle(page)
  await expectAccessible(page, 'a gate with things missing')
  expect(complaints).toEqual([])
})

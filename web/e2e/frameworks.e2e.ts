import { readFile } from 'node:fs/promises'
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

test('from the list to what a control asks for, and to where another standard asks for it', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Frameworks' }).click()
  await page.getByRole('heading', { level: 2, name: 'Laws' }).waitFor()
  expect(await page.title()).toBe('Frameworks · Primum')
  await page.getByRole('row', { name: /EU AI Act.* \d+ rules decide/ }).waitFor()
  await settle(page)
  await expectAccessible(page, 'the list')

  // The words and the place stand in the address, and each has its way out.
  await page.getByLabel('Search frameworks').fill('nothing like this')
  await page.getByText('No framework matches').waitFor()
  expect(new URL(page.url()).searchParams.get('search')).toBe('nothing like this')
  await expectAccessible(page, 'nothing found')
  await page.getByRole('button', { name: /Remove the filter Search/ }).click()

  await page
    .getByRole('row', { name: /ISO\/IEC 42001/ })
    .getByText('International')
    .click()
  await page.getByRole('heading', { level: 1, name: /ISO\/IEC 42001:2023/ }).waitFor()
  await page.getByText(/^\d+ requirements/).waitFor()
  await page.getByLabel('Search requirements').fill('verification')
  await page.getByText(/^1 of \d+ requirements/).waitFor()
  await page.getByRole('link', { name: /A\.6\.2\.4 AI system verification/ }).click()
  const details = page.getByRole('region', { name: 'AI system verification and validation' })
  await details.getByText('Define and record verification').waitFor()
  await details.getByText('Seen in a source').waitFor()
  expect(await details.getByRole('link', { name: /airc\.nist\.gov/ }).getAttribute('rel')).toMatch(
    'noopener',
  )
  // Whoever chose by keyboard reads on in the details, and comes back to where they were.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^AI system veri/)
  await details.getByLabel('Framework to compare with').click()
  await page.getByRole('option', { name: /ISO\/IEC 27001/ }).click()
  await details.getByRole('link', { name: /ISO27001:A\.8\.29/ }).waitFor()
  expect(new URL(page.url()).searchParams.get('requirement')).toBe('ISO42001:A.6.2.4')
  await settle(page)
  await expectAccessible(page, 'a control')
  await details.getByRole('button', { name: 'Close' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('requirement-ISO42001:A.6.2.4')

  await page.getByRole('link', { name: 'Compare with' }).click()
  await page.getByText(/^[1-9]\d* mappings, [1-9]\d* without a counterpart/).waitFor()
  await page.getByLabel('Search the comparison').fill('no counterpart')
  await page.getByText(/^0 mappings, [1-9]/).waitFor()
  const without = await page.getByRole('cell', { name: 'no counterpart was found' }).count()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('ISO42001-ISO27001.csv')
  expect((await readFile(await saved.path(), 'utf8')).split('\r\n')).toHaveLength(without + 1)
  await settle(page)
  await expectAccessible(page, 'a comparison')
  expect(complaints).toEqual([])
})

test('pairs that nobody mapped are no proof, and what is not there is said', async () => {
  const { page, complaints } = await openPage(browser, program.url, { scheme: 'dark' })
  await signIn(page)
  await page.goto('/frameworks/HIPAA?view=compare&compare=ISO27001')
  await page.getByRole('alert').getByText('that proves nothing').waitFor()
  await settle(page)
  await expectAccessible(page, 'pairs that nobody mapped')
  await page.goto('/frameworks/NO-SUCH')
  await page.getByRole('alert').waitFor()
  await expectAccessible(page, 'no such framework')
  expect(complaints).toEqual([])
})

test('on a telephone the details lie over the list, and nothing scrolls sideways', async () => {
  const { page, complaints } = await openPage(browser, program.url, { width: 375 })
  await signIn(page)
  for (const path of [
    '/frameworks',
    '/frameworks/HIPAA',
    '/frameworks/EU-AI-ACT?search=a',
    '/frameworks/ISO42001?view=compare&compare=ISO27001',
  ]) {
    await page.goto(path)
    await settle(page)
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(beyond, path).toBeLessThanOrEqual(0)
  }
  await page.goto('/frameworks/HIPAA')
  await page.getByRole('link', { name: /164\.312\(b\)/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Audit controls' })
  await dialog.getByText('45 CFR 164.312(b)').waitFor()
  await settle(page)
  await expectAccessible(page, 'a requirement on a telephone')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(complaints).toEqual([])
})

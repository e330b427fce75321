import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'
import { csvOf, handOver, mapAndStart, registerSystem, sign } from './validation-steps.ts'

let program: RunningProgram
let browser: Browser
/** The addresses of the system's validation, its protocol and the run that was signed. */
let validation = ''
let protocol = ''
let signedRun = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  validation = await registerSystem(context.request)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

test('a protocol is written with its sample size, kept over a reload, and locked by a signature', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(validation)
  await page.getByText('Nothing has been validated yet').waitFor()
  await page.getByRole('link', { name: 'Write a protocol' }).click()
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.fill('External validation')
  expect(await page.getByRole('textbox', { name: 'Intended population' }).inputValue()).toBe(
    'Flags adult inpatients at discharge.',
  )
  await page.getByRole('button', { name: 'Save as a draft' }).click()
  await page.getByText('Give a number, such as 0.7.').first().waitFor()
  await page.getByRole('textbox', { name: 'Limit' }).fill('0.6')

  await page.getByRole('textbox', { name: 'Expected share with the outcome' }).fill('0.2')
  await page.getByRole('textbox', { name: 'Sensitivity: Expected value' }).fill('0.8')
  await page.getByRole('textbox', { name: 'Sensitivity: Half the width' }).fill('0.05')
  // 1.96² · 0.8 · 0.2 / 0.05², over the fifth of people who have the outcome
  await page.getByText('1,230 people are needed').waitFor()
  await page.reload()
  await page.getByText('1,230 people are needed').waitFor()
  expect(await title.inputValue()).toBe('External validation')
  await expectAccessible(page, 'a protocol being written')
  await page.getByRole('button', { name: 'Save as a draft' }).click()
  await page.waitForURL(/\/protocols\/[0-9a-f-]{36}$/)
  protocol = new URL(page.url()).pathname

  await page.getByRole('button', { name: 'Sign and lock' }).click()
  await sign(page.getByRole('dialog', { name: /^Lock / }))
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  await page.getByText('AUROC (discrimination): lower end of the interval at least 0.6').waitFor()
  expect(await page.getByRole('textbox', { name: 'Title' }).count()).toBe(0)
  await settle(page)
  await expectAccessible(page, 'a locked protocol')
  expect(complaints).toEqual([])
})

test('a file that cannot be used is refused with what is wrong, where, and what to do', async () => {
  const { page } = await openPage(browser, program.url)
  await signIn(page)
  await handOver(page, protocol, { name: 'empty.csv', buffer: Buffer.from('') })
  const refused = page.getByRole('alert').filter({ hasText: 'empty.csv cannot be used as it is.' })
  await refused.waitFor()
  expect((await refused.textContent())?.length).toBeGreaterThan(50)
  await expectAccessible(page, 'a refused file')

  const words = csvOf(200, (row, index) => {
    if (index === 6) row[0] = 'high'
  })
  await handOver(page, protocol, { name: 'words.csv', buffer: words })
  await mapAndStart(page, 'words.csv')
  await page.getByRole('heading', { name: 'The run could not use the data' }).waitFor()
  const problem = page.getByRole('row').filter({ hasText: '"high" is not a number' })
  expect(await problem.getByRole('cell').allTextContents()).toEqual([
    'risk',
    '7',
    expect.stringContaining('Mend the value'),
  ])
  await settle(page)
  await expectAccessible(page, 'a failed run')
  await page.getByRole('link', { name: 'Change the columns' }).click()
  await page.getByRole('heading', { name: 'Columns of words.csv' }).waitFor()
})

test('a transfer shows how far it is and can be cancelled', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  // The transfer hangs; the list of files is asked for at the same address.
  await page.route('**/uploads?*', (route) =>
    route.request().method() === 'POST' ? undefined : route.continue(),
  )
  await handOver(page, protocol, { name: 'slow.csv', buffer: csvOf(300) })
  const bar = page.getByRole('progressbar', { name: 'Sending slow.csv' })
  // Nothing has left yet, so the bar has no width.
  await bar.waitFor({ state: 'attached' })
  await expectAccessible(page, 'a transfer')
  // Another page of the app does not break it off.
  await page.getByRole('link', { name: 'All validations' }).click()
  await page.getByRole('link', { name: 'External validation' }).first().click()
  await bar.waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Cancel the transfer' }).press('Enter')
  await bar.waitFor({ state: 'detached' })
  // Files that arrived are listed; what was broken off is not among them.
  await page.getByRole('link', { name: 'words.csv' }).waitFor()
  expect(await page.getByRole('link', { name: 'slow.csv' }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a file is measured against the protocol, and the report is read and signed', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await handOver(page, protocol, { name: 'encounters.csv', buffer: csvOf(3000) })
  await mapAndStart(page, 'encounters.csv')
  signedRun = new URL(page.url()).pathname
  await page.reload()
  await page.getByRole('heading', { name: 'Verdict' }).waitFor()
  await page.getByText('1 of 1 criteria are met.').waitFor()
  await page.getByText(/^AUROC .* at least 0\.6\. Measured: 0\.\d+ \(.* n = 3,000\)\.$/).waitFor()
  await page.locator('svg.primum-plot').nth(5).waitFor()
  await settle(page)
  await expectAccessible(page, 'a report')

  const figures = await page.getByRole('figure').all()
  expect(figures.length).toBeGreaterThanOrEqual(6)
  for (const figure of figures) {
    expect(await figure.locator('figcaption').textContent()).toMatch(/^.{20,}\.$/)
    await figure.getByRole('button', { name: 'Show the numbers' }).click()
    expect(await figure.locator('tbody tr').count()).toBeGreaterThan(0)
  }
  await expectAccessible(page, 'a report with its numbers')

  await page.getByRole('button', { name: 'Sign the report' }).click()
  await sign(page.getByRole('dialog', { name: 'Sign this report' }))
  await page.getByText(/ signed on /).waitFor()
  expect(
    await page.getByRole('button', { name: 'Sign the report' }).getAttribute('aria-disabled'),
  ).toBe('true')
  expect(complaints).toEqual([])
})

test('the version shows what the signed report measured, and leads to it', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(validation.replace(/validation$/, 'versions'))
  const table = page.getByRole('region', { name: /^Versions of this system/ })
  await table.getByRole('row').filter({ hasText: '1.0.0' }).getByRole('link').click()
  const card = page.getByRole('region', { name: 'Signed validation' })
  await card.getByText(/^Measured on 3,000 people/).waitFor()
  await card.getByRole('row', { name: /AUROC/ }).waitFor()
  await expectAccessible(page, 'a version with a signed validation')
  await card.getByRole('link', { name: 'External validation' }).click()
  await page.waitForURL((url) => url.pathname === signedRun)
  expect(complaints).toEqual([])
})

test('a silent run without live predictions is refused with the reason', async () => {
  const { page } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(protocol)
  await page.getByRole('button', { name: 'Start a silent run' }).click()
  await page.getByText(/has no predictions from/).waitFor()
  await expectAccessible(page, 'a refused silent run')
})

test('nothing of it scrolls sideways on a tablet, in either colour', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    const { page } = await openPage(browser, program.url, { width: 768, scheme })
    await signIn(page)
    for (const path of [validation, protocol, signedRun]) {
      await page.goto(path)
      await settle(page)
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(beyond, path).toBeLessThanOrEqual(0)
      await expectAccessible(page, `${path} in ${scheme}`)
    }
  }
})

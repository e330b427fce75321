import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  await enterWithAllRoles(context.request)
  await post(context.request, '/findings', {
    title: 'Nobody trained the night shift',
    description: 'The list of training names the day shift only.',
    severity: 'minor',
  })
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

const text = (name: string, body: string) => ({
  ...{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(body) },
})

async function giveReason(page: Page, act: string, reason: string) {
  await page.getByRole('button', { name: act }).click()
  const dialog = page.getByRole('dialog', { name: act })
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: act }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('evidence is registered, its file refused and handed over, seen, linked, held and withdrawn', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Evidence', exact: true }).click()
  await page.getByText('No evidence', { exact: true }).waitFor()
  await settle(page)
  await expectAccessible(page, 'no evidence yet')

  await page.getByRole('button', { name: 'Register evidence' }).click()
  const dialog = page.getByRole('dialog', { name: 'Register evidence' })
  await dialog.getByLabel('Title').fill('Training of the night shift')
  await dialog.getByLabel('Kind').click()
  await page.getByRole('option', { name: 'Training record' }).click()
  await dialog
    .locator('input[type=file]')
    .setInputFiles(text('training.pdf', 'plain words and no PDF'))
  await dialog.getByLabel('Counts from').fill('2026-01-01')
  await expectAccessible(page, 'the form')
  await dialog.getByRole('button', { name: 'Register evidence' }).click()
  // The server says what is wrong with the file; the record stands and waits for another.
  await dialog
    .getByRole('alert')
    .getByText(/named .*pdf.*/i)
    .first()
    .waitFor()
  await expectAccessible(page, 'a refused file')
  await dialog.locator('input[type=file]').setInputFiles(text('training.txt', 'Dana, Ines <b>'))
  await dialog.getByRole('button', { name: 'Hand over the file' }).click()
  await page.getByRole('heading', { level: 1, name: 'Training of the night shift' }).waitFor()
  await page.getByText('Counts today').waitFor()
  await page.getByText(/SHA-256 [0-9a-f]{64}/).waitFor()
  await settle(page)
  await expectAccessible(page, 'a piece of evidence')

  await page.getByRole('button', { name: 'Preview training.txt' }).click()
  await page.getByRole('dialog', { name: 'training.txt' }).getByText('Dana, Ines <b>').waitFor()
  await expectAccessible(page, 'a preview')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download training.txt' }).click(),
  ])
  expect(await readFile(await saved.path(), 'utf8')).toBe('Dana, Ines <b>')

  await page.getByRole('button', { name: 'Add a link' }).click()
  const link = page.getByRole('dialog', { name: 'Add a link' })
  await link.getByLabel('Speaks for').click()
  await page.getByRole('option', { name: 'Finding' }).click()
  await link.getByLabel('Finding').click()
  await page.getByRole('option', { name: /Nobody trained the night shift/ }).click()
  await link.getByRole('button', { name: 'Add a link' }).click()
  await page.getByRole('link', { name: /F-\d+ Nobody trained the night shift/ }).waitFor()

  await giveReason(page, 'Hold it for the law', 'A claim was announced.')
  await page.getByText('A claim was announced.').waitFor()
  const withdraw = page.getByRole('button', { name: 'Withdraw it' })
  expect(await withdraw.getAttribute('aria-disabled')).toBe('true')
  const unlink = page.getByRole('button', { name: 'Take the link back' })
  expect(await unlink.getAttribute('aria-disabled')).toBe('true')
  await settle(page)
  await expectAccessible(page, 'held evidence')
  await giveReason(page, 'Release the hold', 'The claim was dropped.')
  await giveReason(page, 'Withdraw it', 'Another list replaced it.')
  await page.getByText('Another list replaced it.').waitFor()

  await page.getByRole('link', { name: 'Evidence', exact: true }).first().click()
  await page.getByLabel('Search evidence').fill('night')
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Withdrawn' }).click()
  await page.getByRole('link', { name: 'Training of the night shift' }).waitFor()
  // What is typed reaches the address a moment later.
  await page.waitForURL(
    ({ searchParams }) =>
      searchParams.get('search') === 'night' && searchParams.get('state') === 'withdrawn',
  )
  await page.getByRole('button', { name: /Remove the filter State/ }).click()
  await settle(page)
  await expectAccessible(page, 'the list')
  expect(complaints).toEqual([])
})

test('evidence that somebody asked for waits on a worklist until it is filed', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto('/evidence-requests')
  await page.getByText('No request', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Ask for evidence' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ask for evidence' })
  await dialog.getByLabel('In one line').fill('Minutes of the committee')
  await dialog.getByLabel('What is wanted').fill('The meeting that approved version 2.')
  await dialog.getByLabel('Asked').click()
  await page.getByRole('option', { name: 'Model owner' }).click()
  await dialog.getByLabel('Due').fill('2099-03-01')
  await expectAccessible(page, 'the form of a request')
  await dialog.getByRole('button', { name: 'Ask for evidence' }).click()
  await page.getByRole('heading', { level: 1, name: 'Minutes of the committee' }).waitFor()

  // Who is asked finds it among what waits, and answers with something new.
  await page.getByRole('link', { name: 'Worklist' }).click()
  await page.getByRole('link', { name: 'File the evidence' }).click()
  await page.getByText('The meeting that approved version 2.').waitFor()
  await settle(page)
  await expectAccessible(page, 'an open request')
  await page.getByRole('button', { name: 'Register new evidence as the answer' }).click()
  const form = page.getByRole('dialog', { name: 'Register evidence' })
  expect(await form.getByLabel('Title').inputValue()).toBe('Minutes of the committee')
  await form.getByRole('button', { name: 'Register evidence' }).click()
  await form.getByText('Choose the file to hand over.').waitFor()
  await form.locator('input[type=file]').setInputFiles(text('minutes.md', '# Minutes'))
  await form.getByRole('button', { name: 'Register evidence' }).click()
  await page.getByText('Answered').first().waitFor()
  await page.getByRole('link', { name: 'Minutes of the committee' }).waitFor()

  // The same piece answers another request; a third one is taken back.
  const { request } = page.context()
  const [second, third] = await Promise.all(
    ['Who was there', 'The agenda'].map((title) =>
      post<{ id: string }>(request, '/evidence-requests', {
        ...{ title, description: 'For the audit.', dueOn: '2099-03-02' },
        askedOf: { role: 'model-owner' },
      }),
    ),
  )
  await page.goto(`/evidence-requests/${second?.id}`)
  await page.getByRole('combobox', { name: 'Evidence that is here already' }).fill('committee')
  await page.getByRole('option', { name: /Minutes of the committee/ }).click()
  await page.getByRole('button', { name: 'Answer with this evidence' }).click()
  await page.getByText('Answered').first().waitFor()
  await page.goto(`/evidence-requests/${third?.id}`)
  await giveReason(page, 'Take the request back', 'The minutes name it.')
  await page.getByText('The minutes name it.').waitFor()
  await page.goto('/evidence-requests?state=fulfilled')
  await page.getByRole('link', { name: 'Who was there' }).waitFor()
  expect(await page.getByRole('link', { name: 'The agenda' }).count()).toBe(0)
  await settle(page)
  await expectAccessible(page, 'the requests')
  expect(complaints).toEqual([])
})

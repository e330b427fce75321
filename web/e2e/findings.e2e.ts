import type { APIResponse, Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { administrator, startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser

const auditor = {
  ...{ name: 'Ines Auditor', email: 'ines@lakeside.example', password: 'correct horse staple' },
  roles: ['internal-auditor'],
}

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  await addPeople()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** A second person who checks, and the first one may manage findings. */
async function addPeople(): Promise<void> {
  const { page, context } = await openPage(browser, program.url)
  await signIn(page)
  const { request } = context
  await done(request.post('/api/v1/members', { data: auditor }))
  const { items } = await (await request.get('/api/v1/members')).json()
  const me = items.find(({ email }: { email: string }) => email === administrator.email)
  const roles = [...me.roles, 'governance-lead']
  await done(request.patch(`/api/v1/members/${me.id}`, { data: { roles } }))
  await context.close()
}

async function done(call: Promise<APIResponse>): Promise<void> {
  const answer = await call
  if (!answer.ok()) throw new Error(await answer.text())
}

/** Takes the next step and gives the reason for it, where one is asked. */
async function step(page: Page, name: string, reason: string | null) {
  await page.getByRole('button', { name }).click()
  const dialog = page.getByRole('dialog', { name })
  if (reason !== null) await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('what one person found and put right, another person verifies', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Findings' }).click()
  await page.getByText('No finding', { exact: true }).waitFor()
  await settle(page)
  await expectAccessible(page, 'no finding yet')
  await page.getByRole('button', { name: 'Open a finding' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Open a finding' })
  await dialog.getByLabel('In one line').fill('Sites are not told of a new version')
  await dialog.getByLabel('What was found').fill('Two sites learnt of it from their users.')
  await dialog.getByRole('button', { name: 'Open a finding' }).click()
  await page.getByRole('heading', { level: 1, name: /F-\d+: Sites are not told/ }).waitFor()
  await step(page, 'Start the work', null)
  await step(page, 'Resolve it', 'A notice goes to every site.')
  await page.getByText('Resolved, unchecked').first().waitFor()
  // Whoever resolved it cannot say that it worked, and is told so.
  const verify = page.getByRole('button', { name: 'It worked: verify it' })
  expect(await verify.getAttribute('data-disabled')).not.toBeNull()
  await settle(page)
  await expectAccessible(page, 'a resolved finding')

  const other = await openPage(browser, program.url)
  await signIn(other.page, auditor)
  await other.page.goto(new URL(page.url()).pathname)
  await step(other.page, 'It worked: verify it', 'Both sites had the notice of version 2.')
  await other.page.getByText('Verified').first().waitFor()
  expect([...complaints, ...other.complaints]).toEqual([])
})

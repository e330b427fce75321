import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, launchBrowser, openPage, settle } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser

beforeAll(async () => {
  program = await startProgram({ administrator: false })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

test('the printed link makes the first administrator, who is then welcomed and can sign in again', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await page.goto('/')
  await page.getByText('This server has no administrator yet').waitFor()
  await expectAccessible(page, 'sign-in before set-up')

  await page.goto(String(program.setupUrl))
  await settle(page)
  await expectAccessible(page, 'set-up')
  await page.getByLabel('Name of the hospital').fill('Lakeside Hospital')
  await page.getByLabel('Your name').fill('Ada Moore')
  await page.getByLabel('Your e-mail').fill('ada@lakeside.example')
  await page.getByRole('textbox', { name: 'A password' }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create the organization' }).click()
  await page.getByRole('heading', { name: 'Welcome to Lakeside Hospital' }).waitFor()
  await settle(page)
  await expectAccessible(page, 'welcome')
  await page.getByRole('link', { name: 'Start empty' }).click()
  await page.getByText('No AI system is registered').waitFor()

  await page.getByRole('button', { name: 'Ada Moore' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail').fill('ada@lakeside.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('The e-mail or the password is wrong.').waitFor()
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor()
  expect(complaints).toEqual([])
})

test('the link works once', async () => {
  const { page } = await openPage(browser, program.url)
  await page.goto(String(program.setupUrl))
  await page.getByText('Primum is set up already.').waitFor()
  expect(await page.getByRole('button', { name: 'Create the organization' }).count()).toBe(0)
})

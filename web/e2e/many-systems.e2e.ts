import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser

const count = 240
const named = (number: number) => `Alert of ward ${String(number).padStart(3, '0')}`

/** More AI systems than any list gives at once, the last two of the same name. */
beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  await enterWithAllRoles(context.request)
  const head = 'reference,name,businessPurpose,intendedUse,archetype,modelOwner,hostingLocation'
  const lines = Array.from({ length: count }, (_, at) => {
    const name = named(Math.min(at + 1, count - 1))
    return `AI-${at + 1},${name},Earlier help.,Helps patients.,triage,Dana,On premises,Streamed.`
  })
  const imported = await context.request.post('/api/v1/ai-systems/import', {
    headers: { 'content-type': 'text/csv' },
    data: [`${head},monitoringApproach`, ...lines].join('\n'),
  })
  if (!imported.ok()) throw new Error(`not imported: ${await imported.text()}`)
  await post(context.request, '/evidence', { title: 'Minutes of spring', kind: 'minutes' })
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

test('any of many AI systems is found by words, told apart, and kept by the address', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Evidence', exact: true }).click()
  await page.getByRole('link', { name: 'Minutes of spring' }).waitFor()
  const field = page.getByRole('combobox', { name: 'AI system' })
  await field.click()
  await page.getByRole('option', { name: named(1) }).waitFor()
  await field.fill('ward 239')
  const options = page.getByRole('option', { name: named(239) })
  await page.getByRole('option', { name: named(1) }).waitFor({ state: 'detached' })
  expect((await options.allTextContents()).toSorted()).toEqual([
    `${named(239)}AI-239`,
    `${named(239)}AI-240`,
  ])
  await options.filter({ hasText: 'AI-240' }).click()
  await page.getByRole('button', { name: `Remove the filter AI system: ${named(239)}` }).waitFor()
  await settle(page)
  await expectAccessible(page, 'evidence of an AI system found by words')
  const chosen = new URL(page.url()).searchParams.get('aiSystemId')
  await page.reload()
  await page.getByRole('button', { name: `Remove the filter AI system: ${named(239)}` }).waitFor()
  expect(await field.inputValue()).toBe(named(239))
  // Opened again, it offers the others beside what is chosen.
  await field.click()
  await page.getByRole('option', { name: named(2) }).waitFor()
  await field.fill('nobody has a system like that')
  await page.getByText('Nothing found').waitFor()
  // No answer is not the same as nothing.
  await page.route('**/api/v1/ai-systems?**', (route) =>
    route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }),
  )
  await field.fill('ward 17')
  await page.getByText('The search got no answer').waitFor()
  await page.unroute('**/api/v1/ai-systems?**')
  await field.fill('ward 171')
  await page.getByRole('option', { name: named(171) }).waitFor()
  await page.keyboard.press('Escape')

  const system = await page.request.get(`/api/v1/ai-systems/${chosen}`)
  expect(await system.json()).toMatchObject({ reference: 'AI-240' })
  expect(complaints).toEqual([])
})

test('evidence is linked to an AI system beyond the first page', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(`${program.url}/evidence`)
  await page.getByRole('link', { name: 'Minutes of spring' }).click()
  await page.getByRole('button', { name: 'Add a link' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Speaks for' }).click()
  await page.getByRole('option', { name: 'AI system', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'AI system' }).fill('ward 233')
  await page.getByRole('option', { name: named(233) }).click()
  await dialog.getByRole('button', { name: 'Add a link' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: named(233) }).waitFor()
  expect(complaints).toEqual([])
})

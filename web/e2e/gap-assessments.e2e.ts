import { readFile } from 'node:fs/promises'
import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post } from './api.ts'
import { expectAccessible, openPage, settle, signIn } from './browser.ts'
import type { RunningProgram } from './program.ts'
import { startWithTwoPeople } from './two-people.ts'

let program: RunningProgram
let browser: Browser
/** somebody else's hands */
let other: APIRequestContext

beforeAll(async () => {
  ;({ program, browser, other } = await startWithTwoPeople())
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

async function judge(id: string, requirementId: string, data: object): Promise<void> {
  const to = `/api/v1/gap-assessments/${id}/requirements/${encodeURIComponent(requirementId)}`
  const answer = await other.put(to, { data })
  if (!answer.ok()) throw new Error(`${requirementId}: ${await answer.text()}`)
}

test('from a framework to a plan that is closed and kept', { timeout: 60_000 }, async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Gap assessments' }).click()
  await page.getByText('No gap assessment yet').waitFor()
  await settle(page)
  await expectAccessible(page, 'no gap assessment yet')
  await page.getByRole('button', { name: 'Open a gap assessment' }).click()
  const opening = page.getByRole('dialog', { name: 'Open a gap assessment' })
  await opening.getByRole('combobox', { name: 'Framework' }).click()
  await page.getByRole('option', { name: /ISO\/IEC 42001/ }).click()
  await opening.getByRole('button', { name: 'Open it' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gap assessment 1 (ISO42001)' }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  // Nobody has judged and nothing is planned, and the page says so.
  const summary = page.getByRole('region', { name: 'Summary' })
  expect(await summary.innerText()).toMatch(/Gaps\s+70 of 70[^]*Judged\s+0 of 70[^]*0 of 70 gaps/)

  // A field of the map leads to its requirement; the judgement explains the gap and closes none.
  await page.getByRole('link', { name: /^A\.2\.2 .*: Missing$/ }).press('Enter')
  const policy = page.getByRole('dialog', { name: /^A\.2\.2 / })
  await policy.getByText('No control of yours is for it.').waitFor()
  expect(new URL(page.url()).searchParams.get('requirement')).toBe('ISO42001:A.2.2')
  await policy.getByRole('radio', { name: 'In place', exact: true }).check()
  await policy.getByLabel('What was seen').fill('The policy hangs in every ward.')
  await policy.getByRole('button', { name: 'Save and judge the next' }).click()

  // Somebody else judges the next one first: both are shown, and nothing typed is lost.
  const next = page.getByRole('dialog', { name: /^A\.2\.3 / })
  await next.getByRole('radio', { name: 'Missing' }).check()
  await next.getByLabel('What was seen').fill('Nobody could show one.')
  await judge(id, 'ISO42001:A.2.3', { judgement: 'partly', note: 'Privacy has one.' })
  await next.getByRole('button', { name: 'Save the judgement' }).click()
  const note = next.getByRole('alert')
  await note.getByText('Someone else judged this requirement meanwhile').waitFor()
  await note.getByText('Privacy has one.').waitFor()
  await note.getByText(/Ines Privacy/).waitFor()
  expect(await next.getByLabel('What was seen').inputValue()).toBe('Nobody could show one.')
  await expectAccessible(page, 'two people on one requirement')
  await note.getByRole('button', { name: 'Go on with mine' }).click()
  await next.getByRole('button', { name: 'Save the judgement' }).click()
  await next.waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: /^A\.2\.2 .*: Not proven$/ }).waitFor()
  expect(await summary.innerText()).toMatch(/Judged\s+2 of 70/)

  // The filters stand in the address; what they show is chosen whole.
  await page.getByRole('combobox', { name: 'Judgement' }).click()
  await page.getByRole('option', { name: 'Judged here' }).click()
  await page.getByText('2 of 70 requirements').waitFor()
  expect(new URL(page.url()).searchParams.get('judged')).toBe('yes')
  const plan = page.getByRole('button', { name: 'Plan findings' })
  expect(await plan.getAttribute('data-disabled')).not.toBeNull()
  await page.getByRole('button', { name: 'Choose all gaps shown (2)' }).click()
  await page.getByText('2 gaps chosen').waitFor()

  // What somebody else planned meanwhile is refused with its reason, and leaves the choice.
  await plan.click()
  const planning = page.getByRole('dialog', { name: 'Plan findings' })
  await planning.getByLabel('What has to be done').fill('Write it and show it.')
  await post(other, `/gap-assessments/${id}/findings`, { requirementIds: ['ISO42001:A.2.3'] })
  await planning.getByRole('button', { name: 'Open 2 findings' }).click()
  await planning.getByRole('alert').getByText('F-1 is about it already').waitFor()
  await settle(page)
  await expectAccessible(page, 'a plan that was refused')
  await planning.getByLabel('Owner').click()
  await page.getByRole('option', { name: 'Ines Privacy' }).click()
  await planning.getByRole('button', { name: 'Open 1 finding' }).click()
  await planning.waitFor({ state: 'hidden' })
  await page.getByText(/^Ines Privacy, due /).waitFor()
  expect(await summary.innerText()).toMatch(/Planned\s+2 of 70 gaps/)

  // A finding leads back to the assessment that it is from.
  await page.getByRole('link', { name: 'F-2' }).click()
  await page.getByRole('heading', { level: 1, name: /F-2: ISO42001:A\.2\.2/ }).waitFor()
  await page.getByRole('link', { name: /ISO42001, gap assessment 1/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Gap assessment 1 (ISO42001)' }).waitFor()

  await page.getByRole('button', { name: 'Close the assessment' }).click()
  const closing = page.getByRole('dialog', { name: 'Close gap assessment 1' })
  await closing.getByText(/Gaps without a finding: 68\./).waitFor()
  await closing.getByRole('button', { name: 'Close it for good' }).click()
  const closed = page.getByRole('region', { name: 'Closed' })
  await closed.getByText(/^[0-9a-f]{64}$/).waitFor()
  expect(await page.getByRole('button', { name: /^(Judge|Change): / }).count()).toBe(0)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  await settle(page)
  await expectAccessible(page, 'a closed gap assessment')

  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export as CSV' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('gap-assessment-iso42001-1-closed.csv')
  const rows = (await readFile(await saved.path(), 'utf8')).trimEnd().split('\r\n')
  expect(rows).toHaveLength(71)

  // It is filed as evidence, which leads back to it.
  await closed.getByRole('link', { name: 'Gap assessment 1 (ISO42001)' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gap assessment 1 (ISO42001)' }).waitFor()
  await page.getByRole('link', { name: /a gap assessment/ }).click()
  await closed.waitFor()
  expect(complaints).toEqual([])
})

test('the next one carries over what was found, from the coverage of the framework', async () => {
  const { page, complaints } = await openPage(browser, program.url, { scheme: 'dark', width: 768 })
  await signIn(page)
  await page.goto('/frameworks/ISO42001?view=coverage')
  await page.getByRole('button', { name: 'Open the next gap assessment' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gap assessment 2 (ISO42001)' }).waitFor()
  await page.getByRole('combobox', { name: 'Judgement' }).click()
  await page.getByRole('option', { name: 'Carried over' }).click()
  await page.getByText('2 of 70 requirements').waitFor()
  await page.getByRole('button', { name: /^Change: A\.2\.2 / }).click()
  const policy = page.getByRole('dialog', { name: /^A\.2\.2 / })
  await policy.getByText('The policy hangs in every ward.').first().waitFor()
  await policy.getByRole('link', { name: 'From gap assessment 1' }).waitFor()
  await policy.getByRole('link', { name: 'F-2' }).waitFor()
  await settle(page)
  await expectAccessible(page, 'what was carried over')
  await policy.getByRole('button', { name: 'Cancel' }).click()

  await page.getByLabel('Search requirements').fill('nothing like this')
  await page.getByText('No requirement matches').waitFor()
  await settle(page)
  await expectAccessible(page, 'no requirement found')
  await page.goto('/gap-assessments')
  await page.getByRole('row', { name: /Gap assessment 1 \(ISO42001\).*Closed/ }).waitFor()
  await page.getByRole('row', { name: /Gap assessment 2 \(ISO42001\).*Open/ }).waitFor()
  await page.goto('/frameworks/ISO42001?view=coverage')
  await page.getByRole('link', { name: 'Go to gap assessment 2' }).waitFor()
  expect(complaints).toEqual([])
})

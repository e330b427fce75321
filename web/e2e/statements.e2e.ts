import { readFile } from 'node:fs/promises'
import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post } from './api.ts'
import { expectAccessible, openPage, settle, signIn } from './browser.ts'
import { administrator } from './program.ts'
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

type Line = { requirementId: string; applicable: boolean | null }

async function decide(id: string, requirementId: string, data: object): Promise<void> {
  const to = `/api/v1/statements/${id}/items/${encodeURIComponent(requirementId)}`
  const answer = await other.put(to, { data })
  if (!answer.ok()) throw new Error(`${requirementId}: ${await answer.text()}`)
}

/** All that is not decided yet, by the other person. */
async function decideTheRest(id: string): Promise<void> {
  const { items } = await (await other.get('/api/v1/members')).json()
  const { lines } = (await (await other.get(`/api/v1/statements/${id}`)).json()) as {
    lines: Line[]
  }
  for (const { requirementId, applicable } of lines) {
    if (applicable !== null) continue
    await decide(id, requirementId, {
      ...{ applicable: true, justification: 'AI is used in care.', ownerId: items[0].id },
    })
  }
}

test('from nothing to a signed statement that hides no gap', { timeout: 60_000 }, async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Statements of applicability' }).click()
  await page.getByText('No statement yet').waitFor()
  await settle(page)
  await expectAccessible(page, 'no statement yet')
  await page.getByRole('button', { name: 'Open the next statement' }).click()
  await page.getByRole('heading', { level: 1, name: 'Statement of applicability 1' }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  // An organization without controls has 38 gaps and nothing decided, and cannot sign that.
  const summary = page.getByRole('region', { name: 'Summary' })
  await summary.getByText('0 of 38', { exact: true }).waitFor()
  expect(await summary.innerText()).toMatch(/Gaps\s+38/)
  await page.getByText('38 controls are not decided').click()
  await page.getByText(/A\.2\.2 AI policy: nobody has said/).waitFor()
  const sign = page.getByRole('button', { name: 'Sign the statement' })
  expect(await sign.getAttribute('data-disabled')).not.toBeNull()

  await page.getByRole('button', { name: /^Decide: A\.2\.2 / }).click()
  const policy = page.getByRole('dialog', { name: /^A\.2\.2 / })
  await policy.getByText('Nobody can enter it').waitFor()
  await policy.getByText('No control of yours is for it.').waitFor()
  await policy.getByText('None is linked').waitFor()
  await policy.getByRole('radio', { name: 'Applies', exact: true }).check()
  await policy.getByLabel('Justification').fill('We set one policy for all AI.')
  await policy.getByLabel('Owner').click()
  await page.getByRole('option', { name: 'Ada' }).first().click()
  await policy.getByRole('button', { name: 'Save and decide the next' }).click()

  // Somebody else decides on the next control first: both decisions are shown, and none is lost.
  const next = page.getByRole('dialog', { name: /^A\.2\.3 / })
  await next.getByRole('radio', { name: 'Does not apply' }).check()
  await next.getByLabel('Justification').fill('Other policies do not touch AI.')
  await decide(id, 'ISO42001:A.2.3', {
    ...{ applicable: true, justification: 'The privacy policy touches AI.' },
  })
  await next.getByRole('button', { name: 'Save the decision' }).click()
  const note = next.getByRole('alert')
  await note.getByText('Someone else decided on this control meanwhile').waitFor()
  await note.getByText('The privacy policy touches AI.').waitFor()
  await note.getByText(/Ines Privacy/).waitFor()
  expect(await next.getByLabel('Justification').inputValue()).toBe(
    'Other policies do not touch AI.',
  )
  await expectAccessible(page, 'two people on one control')
  await note.getByRole('button', { name: 'Go on with mine' }).click()
  await next.getByRole('button', { name: 'Save the decision' }).click()
  await next.waitFor({ state: 'hidden' })
  await summary.getByText('2 of 38', { exact: true }).waitFor()

  await decideTheRest(id)
  await page.reload()
  await summary.getByText('38 of 38', { exact: true }).waitFor()
  expect(await summary.innerText()).toMatch(/Gaps\s+37/)
  await sign.click()
  const signing = page.getByRole('dialog', { name: 'Sign statement of applicability 1' })
  await signing.getByText('apply: 37, do not apply: 1, implemented: 0, gaps: 37').waitFor()
  await signing.getByLabel('Your password').fill('not mine')
  await signing.getByRole('button', { name: 'Sign' }).click()
  await signing.getByRole('alert').waitFor()
  await signing.getByRole('textbox', { name: 'Your password' }).fill(administrator.password)
  await signing.getByRole('button', { name: 'Sign' }).click()
  const signed = page.getByRole('region', { name: 'Signed' })
  await signed.getByText(/^[0-9a-f]{64}$/).waitFor()
  await signed.getByRole('link', { name: 'Statement of applicability 1 (ISO42001)' }).waitFor()
  expect(await page.getByRole('button', { name: /^(Decide|Change): / }).count()).toBe(0)
  await settle(page)
  await expectAccessible(page, 'a signed statement')

  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export as CSV' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('statement-of-applicability-iso42001-1-signed.csv')
  const rows = (await readFile(await saved.path(), 'utf8')).trimEnd().split('\r\n')
  expect(rows).toHaveLength(39)
  expect(rows.filter((row) => row.includes(',no,Other policies'))).toHaveLength(1)
  expect(complaints).toEqual([])
})

test('the next statement carries over what was said, and tells what changed', async () => {
  const { page, complaints } = await openPage(browser, program.url, { scheme: 'dark', width: 768 })
  await signIn(page)
  await page.goto('/statements')
  await page.getByRole('row', { name: /Statement of applicability 1.*Signed.*ada/ }).waitFor()
  await page.getByRole('button', { name: 'Open the next statement' }).click()
  await page.getByRole('heading', { level: 1, name: 'Statement of applicability 2' }).waitFor()
  await page.getByText('From statement 1').first().waitFor()
  await page.getByRole('link', { name: 'Changes since statement 1' }).click()
  await page.getByText('Nothing changed').waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await decide(id, 'ISO42001:A.10.3', {
    ...{ applicable: false, justification: 'No AI system comes from a supplier.' },
  })
  await page.reload()
  await page.getByRole('row', { name: /A\.10\.3 .*Applies.*Applies.*Does not apply/ }).waitFor()
  await settle(page)
  await expectAccessible(page, 'what changed')
  await page.getByRole('link', { name: 'Controls', exact: true }).last().click()
  await page.getByRole('combobox', { name: 'Show' }).click()
  await page.getByRole('option', { name: 'Does not apply' }).click()
  await page.getByText('2 of 38 controls').waitFor()
  expect(new URL(page.url()).searchParams.get('show')).toBe('excluded')
  await page.getByLabel('Search controls').fill('nothing like this')
  await page.getByText('No control matches').waitFor()
  await settle(page)
  await expectAccessible(page, 'no control found')
  expect(complaints).toEqual([])
})

test('a gap plan asks for nothing that the statement has said', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  const { id } = await post<{ id: string }>(context.request, '/gap-assessments', {
    framework: 'ISO42001',
  })
  await page.goto(`/gap-assessments/${id}`)
  // What was excluded, with its justification, is no gap again.
  await page.getByRole('link', { name: /^A\.2\.3 .*: Not applicable$/ }).press('Enter')
  const excluded = page.getByRole('dialog', { name: /^A\.2\.3 / })
  const because = /statement of applicability 1: Other policies do not touch AI/i
  await excluded.getByText(because).first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: /^Choose A\.2\.2 / }).check()
  await page.getByRole('button', { name: 'Plan findings' }).click()
  const planning = page.getByRole('dialog', { name: 'Plan findings' })
  await planning.getByRole('button', { name: 'Open 1 finding' }).click()
  await planning.waitFor({ state: 'hidden' })
  // Its owner is who the statement names, and nobody typed it again.
  await page.getByText(/^ada, due /).waitFor()
  expect(complaints).toEqual([])
})

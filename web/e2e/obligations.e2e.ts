import type { APIRequestContext, Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post } from './api.ts'
import { expectAccessible, openPage, settle, signIn } from './browser.ts'
import type { RunningProgram } from './program.ts'
import { privacy, startWithTwoPeople } from './two-people.ts'

let program: RunningProgram
let browser: Browser
/** somebody else's hands */
let other: APIRequestContext
let system = ''

beforeAll(async () => {
  ;({ program, browser, other } = await startWithTwoPeople())
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

async function patch(request: APIRequestContext, path: string, data: object): Promise<void> {
  const answer = await request.patch(`/api/v1${path}`, { data })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
}

/** An alert in Denver whose record names nobody who is a member. */
async function register(request: APIRequestContext): Promise<void> {
  await patch(request, '/law-facts', { facts: { hipaaCoveredEntity: true } })
  await post(request, '/sites', { name: 'Denver', code: 'denver', country: 'US', state: 'CO' })
  const { id } = await post<{ id: string }>(request, '/ai-systems', {
    ...{ reference: 'alert', name: 'Sepsis alert', archetype: 'triage', usesPhi: true },
    ...{ businessPurpose: 'Earlier help.', intendedUse: 'Helps patients.', vendor: 'Acme' },
    ...{ modelOwner: 'Dana Scientist', hostingLocation: 'On premises' },
    ...{ monitoringApproach: 'Streamed.', siteCodes: ['denver'], fdaStatus: 'not-a-device' },
  })
  system = id
}

async function choose(field: Locator, option: string): Promise<void> {
  await field.click()
  await field.page().getByRole('option', { name: option, exact: true }).click()
}

test('from what nobody sees to, to what evidence meets', { timeout: 60_000 }, async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Obligations' }).click()
  await page.getByText('No AI system yet').waitFor()
  await settle(page)
  await expectAccessible(page, 'obligations without an AI system')
  await register(page.request)
  await page.reload()
  await page.getByRole('button', { name: /^HIPAA Security/ }).waitFor()

  // The worklist leads to what nobody sees to; two of it are given to a person, with a day.
  await page.goto('/')
  await page.getByRole('link', { name: 'Give them owners' }).click()
  await page.getByRole('button', { name: 'Remove the filter Owner: Nobody' }).waitFor()
  expect(new URL(page.url()).searchParams.get('unowned')).toBe('true')
  await page.getByRole('searchbox', { name: 'Search obligations' }).fill('risk')
  for (const title of ['Risk analysis', 'Risk management']) {
    await page.getByRole('checkbox', { name: `Choose ${title} for Sepsis alert` }).check()
  }
  await page.getByText('2 duties chosen').waitFor()
  await settle(page)
  await expectAccessible(page, 'duties that nobody sees to')
  await page.getByRole('button', { name: 'Assign', exact: true }).click()
  const assigning = page.getByRole('dialog', { name: 'Owner and day of several duties' })
  await assigning.getByRole('button', { name: 'Assign 2 duties' }).click()
  await assigning.getByText('so far both stay as they are').waitFor()
  await choose(assigning.getByRole('combobox', { name: 'Owner' }), privacy.name)
  await choose(assigning.getByRole('combobox', { name: 'Due day' }), 'On a day')
  await assigning.getByLabel(/^Day/).fill('2027-01-15')
  await expectAccessible(page, 'assigning duties')
  await assigning.getByRole('button', { name: 'Assign 2 duties' }).click()
  await assigning.waitFor({ state: 'hidden' })
  await page.getByText('0 duties chosen').waitFor()
  await choose(page.getByRole('combobox', { name: 'Owner' }), privacy.name)
  const row = page.getByRole('row', { name: /Risk analysis/ })
  expect(await row.innerText()).toMatch(/Open[^]*Ines Privacy[^]*Due 15 Jan 2027/)

  // Somebody else changes it meanwhile: both are shown, and nothing typed is lost.
  await page.getByRole('link', { name: 'Risk analysis' }).click()
  await page.getByRole('heading', { level: 1, name: 'Risk analysis' }).waitFor()
  await page.getByText('15 Jan 2027, as a person said').waitFor()
  await page.getByText('your organization is a covered entity under HIPAA').waitFor()
  const at = new URL(page.url()).pathname
  const id = at.split('/').at(-1) ?? ''
  await page.getByLabel('Note').fill('The analysis is done each spring.')
  await patch(other, `/duties/${id}`, { note: 'Privacy does it.' })
  await page.getByRole('button', { name: 'Save' }).click()
  const note = page.getByRole('alert')
  await note.getByText('Someone else changed this duty meanwhile').waitFor()
  await note.getByText('Privacy does it.').waitFor()
  expect(await page.getByLabel('Note').inputValue()).toBe('The analysis is done each spring.')
  await settle(page)
  await expectAccessible(page, 'two people on one duty')
  await note.getByRole('button', { name: 'Go on with mine' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').first().waitFor()
  expect(await page.getByRole('alert').filter({ hasText: 'Someone else' }).count()).toBe(0)

  // New evidence speaks for it from the beginning, and it is met.
  const status = page.getByRole('region', { name: 'Where it stands' })
  await status.getByText('Open', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'File new evidence' }).click()
  const filing = page.getByRole('dialog', { name: 'Register evidence' })
  await filing.getByLabel('Title').fill('Risk analysis of 2026')
  await filing.getByRole('radio', { name: 'The whole organization' }).check()
  await filing.locator('input[type=file]').setInputFiles({
    ...{ name: 'analysis.txt', mimeType: 'text/plain', buffer: Buffer.from('It was done.\n') },
  })
  await expectAccessible(page, 'filing evidence for a duty')
  await filing.getByRole('button', { name: 'Register evidence' }).click()
  await filing.waitFor({ state: 'hidden' })
  await status.getByText('Met', { exact: true }).waitFor()
  const evidence = page.getByRole('region', { name: 'Evidence' })
  await evidence.getByText('Counts', { exact: true }).waitFor()
  await evidence.getByText(/For the whole organization/).waitFor()
  await settle(page)
  await expectAccessible(page, 'a duty that is met')

  // Law by law, a number leads to the duties that it counts; one of them is set aside.
  await page.getByRole('link', { name: 'Obligations' }).first().click()
  await page.getByRole('button', { name: /^HIPAA Security/ }).waitFor()
  await page.getByRole('searchbox', { name: 'Search obligations' }).fill('sanction')
  await page.getByRole('link', { name: /^Open 1 .*Sanction policy/ }).click()
  await page.getByRole('link', { name: 'Sanction policy' }).click()
  await page.getByRole('button', { name: 'Set it aside' }).click()
  const aside = page.getByRole('dialog', { name: 'Set it aside' })
  await aside.getByLabel('Reason').fill('The hospital’s policy of 2024 covers it.')
  await aside.getByRole('button', { name: 'Set it aside' }).click()
  await page.getByText('The hospital’s policy of 2024 covers it.', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Take it up again' }).waitFor()

  await page.goto(`/ai-systems/${system}/law`)
  await page.getByRole('button', { name: /^HIPAA Security/ }).click()
  const lineOf = (title: string) =>
    page.getByRole('listitem').filter({
      has: page.getByRole('link', { name: `Duty of ${title}`, exact: true }),
    })
  expect(await lineOf('Risk analysis').innerText()).toMatch(/Met[^]*Ines Privacy/)
  expect(await lineOf('Sanction policy').innerText()).toMatch(/Set aside/)
  expect(await lineOf('Risk management').innerText()).toMatch(/Open[^]*Due 15 Jan 2027/)
  await settle(page)
  await expectAccessible(page, 'the law of a system with its duties')
  expect(complaints).toEqual([])
})

test('what came back is looked at again, and confirmed', { timeout: 60_000 }, async () => {
  // A fact said otherwise for a while: the law stops asking, and asks again.
  for (const hipaaCoveredEntity of [false, true]) {
    const facts = { hipaaCoveredEntity, hipaaBusinessAssociate: false }
    await patch(other, '/law-facts', { facts })
    await other.get('/api/v1/duties/overview')
  }
  const { page, complaints } = await openPage(browser, program.url, { scheme: 'dark', width: 768 })
  await signIn(page)
  await page.goto('/obligations?view=duties&status=look-again&search=risk+analysis')
  await page.getByRole('link', { name: 'Risk analysis' }).click()
  const status = page.getByRole('region', { name: 'Where it stands' })
  await status.getByText('What was done may no longer hold').waitFor()
  const evidence = page.getByRole('region', { name: 'Evidence' })
  await evidence.getByText('It was given before what the duty asks changed.').waitFor()
  await settle(page)
  await expectAccessible(page, 'a duty to look at again')
  await page.getByRole('button', { name: 'Confirm that it still holds' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm that it still holds' })
  await dialog.getByText('It had ended, and is asked for again.').waitFor()
  await dialog.getByLabel('Reason').fill('The analysis names the same systems.')
  await dialog.getByRole('button', { name: 'Confirm that it still holds' }).click()
  await status.getByText('Met', { exact: true }).waitFor()

  await page.goto('/law-calendar')
  await page.getByRole('heading', { level: 1, name: 'Law calendar' }).waitFor()
  await settle(page)
  expect(complaints).toEqual([])
})

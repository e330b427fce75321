import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { laterContents, recordsToTouch } from './content-scene.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser
let contents: Awaited<ReturnType<typeof laterContents>>
let controlId: string

beforeAll(async () => {
  contents = await laterContents()
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  await enterWithAllRoles(context.request)
  controlId = await recordsToTouch(context.request)
  await context.close()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await program?.stop()
  await contents?.remove()
})

const list = '/content-releases'
const standard = `${list}/framework/ISO42001`

async function look(page: Page, name: string): Promise<void> {
  await settle(page)
  await expectAccessible(page, name)
}

async function decide(page: Page, action: RegExp, reason: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: action }).click()
  return dialog
}

test('what is not ours is switched off, and a law that may bind is not', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Content releases' }).click()
  await page.getByText('Nothing waits.').waitFor()
  await page.getByLabel('Search by title or id').fill('13485')
  await page.getByRole('button', { name: 'Switch off ISO13485' }).click()
  await decide(page, /^Switch off$/, 'We make no devices.')
  await page.getByRole('row', { name: /ISO 13485.*Switched off.*We make no devices/ }).waitFor()
  await page.goto(`${list}?state=off`)
  await page.getByRole('button', { name: 'Remove the filter State: Switched off' }).waitFor()
  await look(page, 'what is switched off')
  await page.getByRole('button', { name: 'Switch on ISO13485' }).click()
  await decide(page, /^Switch on$/, 'A partner makes one.')
  await page.getByText('Nothing matches').waitFor()

  await page.goto(`${list}/framework/HIPAA`)
  await page.getByText('The newest release that the program has is in force.').waitFor()
  await page.getByText('Nobody has taken a release yet').waitFor()
  await page.getByRole('button', { name: 'Switch off' }).click()
  const refused = await decide(page, /^Switch off$/, 'It is not ours.')
  await refused.getByText('HIPAA binds, or may bind: readmission Readmission risk.').waitFor()
  await look(page, 'a law that may bind')
  await page.goto(`${list}/framework/NOTHING`)
  await page.getByText('There is no such framework or crosswalk').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test(
  'a release is seen, taken, and what it changed is said again',
  { timeout: 180_000 },
  async () => {
    await program.update(contents.first)
    const { page, context, complaints } = await openPage(browser, program.url)
    await signIn(page)
    await page.getByRole('article', { name: '3 new releases wait' }).getByRole('link').click()
    await page.getByText('3 new releases wait').waitFor()
    await look(page, 'releases that wait')
    await page
      .getByRole('row', { name: /ISO42001 .*2027\.01\.0/ })
      .getByRole('link')
      .last()
      .click()

    // What it says, word by word, and what is about it here.
    await page.getByText('From 2026.11.0 to 2027.01.0.').waitFor()
    const changes = page.getByRole('region', { name: 'What it says otherwise' })
    expect(await changes.locator('p ins').allInnerTexts()).toEqual([
      'documented',
      'consequences for people, and review it yearly.',
    ])
    expect(await changes.locator('p del').allInnerTexts()).toEqual(['consequences.'])
    await changes.getByText('Minutes of the yearly review').waitFor()
    await changes.getByText('Review of impact assessments').waitFor()
    // What it adds is read before it counts, and folds like what it changes.
    const added = changes.locator('details', { hasText: 'ISO42001:A.5.6' })
    await added.getByText('Review them when the system changes.').waitFor()
    await added.locator('summary').click()
    expect(await added.getByText('Review them when').isVisible()).toBe(false)
    await added.locator('summary').click()
    await added.getByText('Review them when').waitFor()
    expect(await changes.getByText('ISO42001:A.5.3').isVisible()).toBe(false)
    await changes.getByText('1 entry with other sources').click()
    await changes.getByText('ISO42001:A.5.3').waitFor()
    const touched = page.getByRole('region', { name: 'Your records that are about what changes' })
    for (const name of [
      'AIC-07',
      'Impact assessment procedure',
      'Statement 1',
      'Gap assessment 1',
    ]) {
      await touched.getByRole('link', { name }).waitFor()
    }
    expect(await touched.getByRole('link', { name: /AIC-07/ }).getAttribute('href')).toBe(
      `/controls/${controlId}`,
    )
    await look(page, 'a release that waits')

    // A later program comes while it is being read: what was not looked at is not taken.
    await page.getByRole('button', { name: 'Take this release' }).click()
    const taking = page.getByRole('dialog', { name: 'Take ISO42001 2027.01.0' })
    await taking.getByText('1 control: it meets a part at most').waitFor()
    await look(page, 'taking a release')
    await program.update(contents.second)
    await decide(page, /^Take this release$/, 'Read by counsel and the committee.')
    await page.getByText('Something else waits by now').waitFor()
    await page.getByText('From 2026.11.0 to 2027.02.0.').waitFor()
    await look(page, 'what waits has changed')
    await page.getByRole('button', { name: 'Take this release' }).click()
    const again = page.getByRole('dialog', { name: 'Take ISO42001 2027.02.0' })
    expect(await again.getByLabel('Reason').inputValue()).toBe('Read by counsel and the committee.')
    await again.getByRole('button', { name: 'Take this release' }).click()
    await page.getByText('The newest release that the program has is in force.').waitFor()
    await page.getByText(/^Taken on .* by ada$/).waitFor()
    await page.getByRole('row', { name: /2026\.11\.0 to 2027\.02\.0.*2 that matter, of 3/ }).click()
    await page.getByRole('heading', { level: 1, name: /^ISO42001: 2026/ }).waitFor()
    await page.getByText('Read by counsel and the committee.').waitFor()
    await look(page, 'a step that was taken')

    // The control counts as a part until its owner has said it again.
    await page.getByRole('link', { name: /AIC-07/ }).click()
    await page.getByText('To be confirmed').waitFor()
    await look(page, 'a control to be confirmed')
    await page.getByRole('button', { name: 'Change what is said of ISO42001:A.5.2' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByText('To be confirmed').waitFor({ state: 'detached' })
    await page.goto('/frameworks/ISO42001?requirement=ISO42001:A.5.6')
    await page.getByRole('heading', { name: 'Review of impact assessments' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  },
)

test('a law says what becomes of obligations, and a crosswalk what was adopted', async () => {
  const { page, context, complaints } = await openPage(browser, program.url, { scheme: 'dark' })
  await signIn(page)
  await page.goto(`${list}/framework/HIPAA`)
  const changes = page.getByRole('region', { name: 'What it says otherwise' })
  await changes.getByText('it processes protected health information').first().waitFor()
  expect(await changes.innerText()).not.toContain('[object')
  await page.getByRole('row', { name: /Readmission risk.*HIPAA:164\.314\(b\)/ }).waitFor()
  await look(page, 'a law that waits')

  // A law that was not here before, whole and in its own order.
  await page.goto(`${list}/framework/WARD-ACT`)
  const says = page.getByRole('region', { name: 'What it says' })
  await says.getByText('WARD-ACT:rule').waitFor()
  expect(await says.locator('summary .tabular').allInnerTexts()).toEqual([
    ...['part', '1', '2', '3', '4', '5', '6', '7', '8', 'rule'].map((id) => `WARD-ACT:${id}`),
  ])
  const second = says.locator('details', { hasText: 'WARD-ACT:2' })
  expect(await second.getByText('Keep record 2 of each system.').isVisible()).toBe(false)
  await second.locator('summary').click()
  await second.getByText('Keep record 2 of each system.').waitFor()
  await second.getByText('From memory, seen in no source').waitFor()
  const rule = says.locator('details', { hasText: 'WARD-ACT:rule' })
  await rule.locator('summary').click()
  await rule.getByText('patients interact with it themselves').first().waitFor()
  await look(page, 'a law that was not here before')

  await page.goto(`${list}/crosswalk/iso42001`)
  await page.getByText('No longer mapped').waitFor()
  await page.getByRole('link', { name: 'ISO42001:4.1 to NIST-AI-RMF:GOVERN-1.1' }).waitFor()
  await look(page, 'a crosswalk that waits')
  await page.goto(`${list}?view=history`)
  await page.getByRole('row', { name: /2027\.02\.0 ISO42001/ }).waitFor()
  await look(page, 'the history')
  await page.getByRole('link', { name: '2026.11.0 to 2027.02.0' }).click()
  await page.getByRole('heading', { level: 1, name: /^ISO42001: 2026/ }).waitFor()
  await look(page, 'a step, in dark colours')
  await page.goto(standard)
  await page.getByText('Nothing waits').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

const table = (rows: string[]) => ({
  name: 'policy.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['id,role,kind,title,parent', ...rows].join('\n')),
})
const rows = ['1,heading,part,Governance,', '1.1,requirement,rule,A committee decides,1']

test('a framework of our own is handed in, put right, taken, and taken away', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  const { request } = context
  await signIn(page)
  await page.goto('/frameworks')
  await page.getByRole('link', { name: 'Add your own framework' }).click()
  await page.getByRole('heading', { level: 1, name: 'Add your own framework' }).waitFor()
  await look(page, 'no file yet')
  const file = page.locator('input[type=file]')
  await file.setInputFiles(table([...rows, '1.1,rule,rule,,7']))
  await page.getByText('Chosen: policy.csv').waitFor()
  await page.getByRole('button', { name: 'Look at it' }).click()
  // What is lacking beside the file is told as what is wrong in it, each with its place.
  await page.getByText(/problems: nothing can be taken/).waitFor()
  await page.getByLabel('Id', { exact: true }).fill('ACME')
  await page.getByLabel('Title', { exact: true }).fill('AI policy of Acme')
  await page.getByLabel('Release', { exact: true }).fill('2026.11.0')
  await page.getByLabel('What it is').fill('What our policy asks.')
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByRole('row', { name: /row 4/ }).first().waitFor()
  await look(page, 'the problems of a file')
  await file.setInputFiles(table([...rows, '1.2,requirement,rule,Staff is trained,1']))
  await page.getByRole('button', { name: 'Look at it' }).click()
  const says = page.getByRole('region', { name: 'What the file says' })
  await says.getByText('ACME: AI policy of Acme').waitFor()
  await says.getByText('All of it is new here.').waitFor()
  expect(await says.innerText()).toMatch(/Requirements\s+2/)
  const said = page.getByRole('region', { name: 'What it says', exact: true })
  await said.getByText('ACME:1.2').waitFor()
  await said.getByText('Heading: asks for nothing by itself').waitFor()
  await look(page, 'what a file says')
  await page.getByRole('button', { name: 'Take it' }).click()
  await decide(page, /^Take it$/, 'The board asked for it.')
  await page.getByRole('heading', { level: 1, name: 'AI policy of Acme' }).waitFor()
  await page.getByRole('row', { name: /2026\.11\.0, the first.*The board asked for it/ }).waitFor()
  await look(page, 'a framework of our own')
  await page.getByRole('link', { name: 'Read the framework' }).click()
  await page.getByText('Staff is trained').waitFor()
  await page.goto(`${list}/framework/ACME`)
  const copy = await page.getByRole('link', { name: 'Export as YAML' }).getAttribute('href')
  expect(await (await request.get(copy ?? '')).text()).toContain('id: ACME:1.2')

  const mapping = `/api/v1/controls/${controlId}/requirements/ACME:1.2`
  const data = { reach: 'part', rationale: 'It names the training.' }
  expect((await request.put(mapping, { data })).ok()).toBe(true)
  await page.getByRole('button', { name: 'Take away' }).click()
  const refused = await decide(page, /^Take away$/, 'It was a trial.')
  await refused.getByText('ACME is spoken about by controls: AIC-07.').waitFor()
  expect((await request.delete(mapping)).ok()).toBe(true)
  await refused.getByRole('button', { name: 'Take away' }).click()
  await page.getByRole('heading', { level: 1, name: 'Content releases' }).waitFor()
  await page.goto(`${list}?origin=own`)
  await page.getByText('Nothing matches').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

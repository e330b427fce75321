import type { APIRequestContext, Browser } from 'playwright-core'
import { enterWithAllRoles, post } from './api.ts'
import { launchBrowser, openPage } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

export const privacy = {
  ...{ name: 'Ines Privacy', email: 'ines@lakeside.example', password: 'correct horse staple' },
  roles: ['privacy-officer'],
}

/** A program with the administrator in every role, and the hands of a privacy officer, signed in. */
export async function startWithTwoPeople(): Promise<{
  program: RunningProgram
  browser: Browser
  other: APIRequestContext
}> {
  const program = await startProgram({ administrator: true })
  let browser: Browser | null = null
  try {
    browser = await launchBrowser()
    const { context } = await openPage(browser, program.url)
    await enterWithAllRoles(context.request)
    await post(context.request, '/members', privacy)
    await context.close()
    const second = await openPage(browser, program.url)
    const other = second.context.request
    await post(other, '/session', { email: privacy.email, password: privacy.password })
    return { program, browser, other }
  } catch (error) {
    // Nobody else knows them yet.
    await browser?.close()
    await program.stop()
    throw error
  }
}

import { timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { PrimumError, conflict } from '../../errors.ts'
import { createOrganization } from '../../identity/create-organization.ts'
import { parse } from '../../parse.ts'
import { setupRequest } from './schemas.ts'
import type { setupResult } from './schemas.ts'

/** Creates the first organization and its administrator, once, for whoever holds the token. */
export async function completeSetup(
  ctx: Context,
  input: unknown,
): Promise<z.infer<typeof setupResult>> {
  const request = parse(setupRequest, input)
  const { services } = ctx
  if (services.setupToken === null) {
    throw conflict('already-set-up', 'An administrator exists already.', 'Sign in instead.')
  }
  if (!sameText(request.token, services.setupToken)) {
    throw new PrimumError('forbidden', 'This set-up link is not valid.', {
      reasons: [
        {
          code: 'setup-token-wrong',
          message: 'This set-up link is not valid.',
          remedy: 'Use the link that the server printed at its last start.',
        },
      ],
    })
  }
  const result = await createOrganization(services, request)
  services.setupToken = null
  return result
}

function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

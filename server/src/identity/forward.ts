import { PrimumError } from '../errors.ts'

/** Turns a better-auth response into cookies and a body, or into our own error. */
export async function forwardAuthResponse<Body>(
  response: Response,
  refusal: string,
): Promise<{ body: Body; cookies: string[] }> {
  if (!response.ok) {
    const { message } = (await response.json().catch(() => ({}))) as { message?: string }
    if (response.status === 429) {
      const tooOften = 'Too many attempts; wait a while.'
      throw new PrimumError('limit-exceeded', tooOften, {
        reasons: [{ code: 'too-many-attempts', message: tooOften }],
      })
    }
    throw new PrimumError('invalid', message === undefined ? refusal : `${refusal} ${message}.`)
  }
  return { body: (await response.json()) as Body, cookies: response.headers.getSetCookie() }
}

/** The headers better-auth needs to know the caller. */
export function authHeaders(headers: Record<string, string | string[] | undefined>): Headers {
  const { cookie } = headers
  return new Headers(typeof cookie === 'string' ? { cookie } : {})
}

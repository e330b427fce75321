import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { authHeaders, forwardAuthResponse } from '../../identity/forward.ts'
import { requireSameOrigin } from '../../http/authentication.ts'
import { route } from '../../http/route.ts'
import { parse } from '../../parse.ts'
import { readSession } from './read-session.ts'
import {
  backupCodeRequest,
  changePasswordRequest,
  codeRequest,
  done,
  enableTotpRequest,
  enableTotpResult,
  session,
  signInRequest,
  signInResult,
} from './schemas.ts'
import { signIn } from './sign-in.ts'

const tag = 'sessions'

function setCookies(reply: FastifyReply, cookies: string[]): void {
  for (const cookie of cookies) void reply.header('set-cookie', cookie)
}

export function sessionRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/v1/session',
    access: 'public',
    tag,
    summary: 'Sign in with e-mail and password',
    schemas: { body: signInRequest, response: signInResult },
    handler: async ({ ctx, body, request, reply }) => {
      requireSameOrigin(request)
      const answer = await signIn(ctx, body)
      setCookies(reply, answer.cookies)
      return answer.body
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/session/code',
    access: 'public',
    tag,
    summary: 'Finish signing in, or enabling the second factor, with a one-time code',
    schemas: { body: codeRequest, response: done },
    handler: async ({ ctx, body, request, reply }) => {
      requireSameOrigin(request)
      const { code } = parse(codeRequest, body)
      const response = await ctx.services.identity.auth.api.verifyTOTP({
        body: { code },
        headers: authHeaders(request.headers),
        asResponse: true,
      })
      const answer = await forwardAuthResponse(response, 'The one-time code was not accepted.')
      setCookies(reply, answer.cookies)
      return { done: true as const }
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/session/backup-code',
    access: 'public',
    tag,
    summary: 'Finish signing in with a backup code, which works once',
    schemas: { body: backupCodeRequest, response: done },
    handler: async ({ ctx, body, request, reply }) => {
      requireSameOrigin(request)
      const { backupCode } = parse(backupCodeRequest, body)
      const response = await ctx.services.identity.auth.api.verifyBackupCode({
        body: { code: backupCode },
        headers: authHeaders(request.headers),
        asResponse: true,
      })
      const answer = await forwardAuthResponse(response, 'The backup code was not accepted.')
      setCookies(reply, answer.cookies)
      return { done: true as const }
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/session',
    access: 'signed-in',
    tag,
    summary: 'Who asks, and what they may do',
    schemas: { response: session },
    handler: ({ ctx }) => readSession(ctx),
  })
  route(app, {
    method: 'DELETE',
    url: '/api/v1/session',
    access: 'signed-in',
    tag,
    summary: 'Sign out',
    schemas: { response: done },
    handler: async ({ ctx, request, reply }) => {
      const response = await ctx.services.identity.auth.api.signOut({
        headers: authHeaders(request.headers),
        asResponse: true,
      })
      setCookies(reply, response.headers.getSetCookie())
      return { done: true as const }
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/session/totp',
    access: 'signed-in',
    tag,
    summary: 'Prepare the second factor (TOTP); a first code then enables it',
    schemas: { body: enableTotpRequest, response: enableTotpResult },
    handler: async ({ ctx, body, request, reply }) => {
      const { password } = parse(enableTotpRequest, body)
      const response = await ctx.services.identity.auth.api.enableTwoFactor({
        body: { password, method: 'totp' },
        headers: authHeaders(request.headers),
        asResponse: true,
      })
      const answer = await forwardAuthResponse<{ totpURI: string; backupCodes: string[] }>(
        response,
        'The second factor was not prepared.',
      )
      setCookies(reply, answer.cookies)
      return { uri: answer.body.totpURI, backupCodes: answer.body.backupCodes }
    },
  })
  route(app, {
    method: 'POST',
    url: '/api/v1/session/password',
    access: 'signed-in',
    tag,
    summary: "Change one's own password; other sessions end",
    schemas: { body: changePasswordRequest, response: done },
    handler: async ({ ctx, body, request, reply }) => {
      const { currentPassword, newPassword } = parse(changePasswordRequest, body)
      const response = await ctx.services.identity.auth.api.changePassword({
        body: { currentPassword, newPassword, revokeOtherSessions: true },
        headers: authHeaders(request.headers),
        asResponse: true,
      })
      const answer = await forwardAuthResponse(response, 'The password was not changed.')
      setCookies(reply, answer.cookies)
      return { done: true as const }
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/health',
    access: 'public',
    tag: 'health',
    summary: 'Whether the server and its database answer',
    schemas: { response: z.object({ status: z.literal('ok') }).meta({ id: 'Health' }) },
    handler: async ({ ctx }) => {
      await ctx.db.selectFrom('migrations').select('name').limit(1).execute()
      return { status: 'ok' as const }
    },
  })
}

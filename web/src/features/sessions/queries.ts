import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { api } from '../../lib/api.ts'

export function signIn(body: Schemas['SignInRequest']) {
  return dataOf(api.POST('/api/v1/session', { body }))
}

/** Six digits come from the authenticator; anything else can only be a backup code. */
export function sendCode(code: string) {
  if (!/^\d{6}$/.test(code)) {
    return dataOf(api.POST('/api/v1/session/backup-code', { body: { backupCode: code } }))
  }
  return dataOf(api.POST('/api/v1/session/code', { body: { code } }))
}

export function prepareTotp(password: string) {
  return dataOf(api.POST('/api/v1/session/totp', { body: { password } }))
}

export function changePassword(body: Schemas['ChangePasswordRequest']) {
  return dataOf(api.POST('/api/v1/session/password', { body }))
}

/** The secret of an `otpauth:` link, in groups of four as people type it. */
export function secretOf(uri: string): string {
  const secret = new URLSearchParams(uri.split('?')[1] ?? '').get('secret') ?? ''
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}

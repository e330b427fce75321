/** A name for a download, for old readers in ASCII and for all others as it is (RFC 6266). */
export function attachment(fileName: string): string {
  return disposition('attachment', fileName)
}

export function inline(fileName: string): string {
  return disposition('inline', fileName)
}

function disposition(kind: string, fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

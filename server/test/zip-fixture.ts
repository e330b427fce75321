import { crc32 } from 'node:zlib'

/** A ZIP archive of files as they are, for tests of what an archive may hold. */
export function zipOf(files: Record<string, string>, flags = 0): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const nameBytes = Buffer.from(name)
    const content = Buffer.from(text)
    // A locked file has 12 bytes of a lock before it.
    const packed = flags === 0 ? content : Buffer.concat([Buffer.alloc(12), content])
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    common.copy(local, 4)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    common.copy(central, 6)
    central.writeUInt32LE(offset, 42)
    parts.push(local, nameBytes, packed)
    directory.push(central, nameBytes)
    offset += 30 + nameBytes.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}

/** What Office writes, as far as it is looked at. */
export function officeOf(folder: 'word' | 'xl' | 'ppt', more: Record<string, string> = {}): Buffer {
  return zipOf({ '[Content_Types].xml': '<Types/>', [`${folder}/document.xml`]: '<d/>', ...more })
}

export function openDocumentOf(kind: 'text' | 'spreadsheet', more: Record<string, string> = {}) {
  const mimetype = `application/vnd.oasis.opendocument.${kind}`
  return zipOf({ mimetype, 'content.xml': '<c/>', ...more })
}

export const png = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082',
  'hex',
)

export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n')

/**
 * Bytes of variable length for whole numbers: seven bits a byte, least first; signed numbers are
 * zigzagged (0, −1, 1, −2 …). Each number has exactly one accepted form, so that equal values are
 * equal bytes. Source: Protocol Buffers, "Encoding", base 128 varints.
 */

/** The bytes are not what they claim to be. */
export class DecodeError extends Error {
  override name = 'DecodeError'
}

const largestSigned = 2 ** 52

export class ByteWriter {
  private bytes = new Uint8Array(256)
  private length = 0

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes[this.length++] = value
  }

  /** A whole number from 0 to 2^53 − 1. */
  unsigned(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.byte((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.byte(rest)
  }

  /** A whole number between −2^52 and 2^52; anything else is a RangeError. */
  signed(value: number): void {
    if (!Number.isInteger(value) || Math.abs(value) >= largestSigned) {
      throw new RangeError(`${value} is too large to be counted exactly`)
    }
    this.unsigned(value >= 0 ? value * 2 : -value * 2 - 1)
  }

  signedBig(value: bigint): void {
    let rest = value >= 0n ? value * 2n : -value * 2n - 1n
    while (rest >= 128n) {
      this.byte(Number(rest & 127n) + 128)
      rest >>= 7n
    }
    this.byte(Number(rest))
  }

  fixed32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 255)
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }

  /** The checksum of what has been written so far. */
  checksum(): number {
    return checksum(this.bytes.subarray(0, this.length))
  }
}

export class ByteReader {
  position = 0
  private readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  byte(): number {
    const value = this.bytes[this.position++]
    if (value === undefined) throw new DecodeError('the bytes end too early')
    return value
  }

  unsigned(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * scale
      if (!Number.isSafeInteger(value)) throw new DecodeError('a number is too large')
      if (byte < 128) {
        if (byte === 0 && scale > 1) throw new DecodeError('a number is written with idle bytes')
        return value
      }
      scale *= 128
    }
  }

  signed(): number {
    const value = this.unsigned()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  signedBig(): bigint {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      if (shift > 140n) throw new DecodeError('a sum is too large')
      const byte = this.byte()
      value |= BigInt(byte & 127) << shift
      if (byte < 128) {
        if (byte === 0 && shift > 0n) throw new DecodeError('a sum is written with idle bytes')
        return value % 2n === 0n ? value / 2n : -(value + 1n) / 2n
      }
    }
  }

  fixed32(): number {
    let value = 0
    for (let shift = 0; shift < 32; shift += 8) value |= this.byte() << shift
    return value >>> 0
  }
}

/** FNV-1a with 32 bits: finds damage by accident; it is no defence against intent. */
export function checksum(values: Uint8Array | Uint16Array): number {
  let hash = 0x81_1c_9d_c5
  for (let i = 0; i < values.length; i++) hash = Math.imul(hash ^ values[i]!, 0x01_00_01_93)
  return hash >>> 0
}

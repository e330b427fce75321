import type { Encoding } from 'hyparquet'

/** What a page holds, unpacked. */
export type StoredPage = {
  encoding: Encoding
  /** values of a dictionary, rows otherwise */
  count: number
  dictionary: boolean
  /** run-length encoded, 1 where a row has a value; null where every row has one */
  levels: Uint8Array | null
  values: Uint8Array
}

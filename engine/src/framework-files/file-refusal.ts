import type { FilePlace } from '@primum/core/frameworks/framework-sheet'
import { nowhere } from '@primum/core/frameworks/framework-sheet'

/** Why a file cannot be read: what is wrong, what to do, and where in the file. */
export class FileRefusal extends Error {
  readonly remedy: string
  readonly place: FilePlace

  constructor(message: string, remedy: string, place: FilePlace = nowhere) {
    super(message)
    this.remedy = remedy
    this.place = place
  }
}

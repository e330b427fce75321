import { readFileSync } from 'node:fs'

export const text: string = readFileSync('a', 'utf8')

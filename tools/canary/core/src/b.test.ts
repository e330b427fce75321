import { fixture } from './a.test.ts'

export const twice: number = 2 * fixture

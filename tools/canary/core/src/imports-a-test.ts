import { fixture } from './a.test.ts'

export const same: number = fixture

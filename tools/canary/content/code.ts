import { fixture } from '../core/src/a.test.ts'

export const same: number = fixture

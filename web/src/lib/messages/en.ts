import { account } from './en/account.ts'
import { aiSystems } from './en/ai-systems.ts'
import { fields } from './en/fields.ts'
import { frame } from './en/frame.ts'
import { guide } from './en/guide.ts'
import { incidents } from './en/incidents.ts'
import { ledger } from './en/ledger.ts'
import { lifecycle } from './en/lifecycle.ts'
import { monitoring } from './en/monitoring.ts'
import { risk } from './en/risk.ts'
import { settings } from './en/settings.ts'
import { versions } from './en/versions.ts'
import { words } from './en/words.ts'
import { worklist } from './en/worklist.ts'

/** Every text of the app in English. Another language is a file with these keys. */
export const en = {
  ...account,
  ...aiSystems,
  ...fields,
  ...frame,
  ...guide,
  ...incidents,
  ...ledger,
  ...lifecycle,
  ...monitoring,
  ...risk,
  ...settings,
  ...versions,
  ...words,
  ...worklist,
}

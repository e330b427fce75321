/**
 * What identifies a person directly must not enter telemetry: names, contact data, record and
 * account numbers, full dates of birth (after the identifiers of HIPAA Safe Harbor, 45 CFR
 * 164.514(b)(2), as far as text can show them). Rules over field names and over values; a finding
 * says what the text looks like and never repeats it.
 */
export type Place = 'id' | 'patient' | 'group' | 'feature'

type NameRule = { what: string; pattern: RegExp }
type ValueRule = { what: string; pattern: RegExp; except?: readonly Place[] }

/** Over the whole name in snake_case, so that `drug_name` or `phone_calls` stay welcome. */
const nameRules: readonly NameRule[] = [
  {
    what: 'a name',
    pattern:
      /^(?:(?:patient|person|subject|member|first|last|full|given|family|middle|maiden|sur|fore|nick|legal|preferred|mothers?|fathers?|guardian|physician|doctor|provider|user)_?)*names?$/,
  },
  {
    what: 'a medical record number',
    pattern:
      /(?:^|_)(?:mrn|medical_record(?:_(?:no|num|number|id))?|(?:hospital|chart|nhs|chi)_(?:no|num|number)|patient_(?:id|no|num|number|identifier))$/,
  },
  {
    what: 'a national identity number',
    pattern:
      /(?:^|_)(?:ssn|social_security(?:_(?:no|num|number))?|national_id|tax_id|passport(?:_(?:no|num|number))?|driver_?s?_licen[cs]e(?:_(?:no|num|number))?)$/,
  },
  {
    what: 'a date of birth',
    pattern: /(?:^|_)(?:dob|birth_?(?:date|day|dt)|(?:date|day)_of_birth|born(?:_on)?)$/,
  },
  {
    what: 'an e-mail address',
    pattern: /(?:^|_)e_?mail(?:_address)?(?:es|s)?$/,
  },
  {
    what: 'an internet address',
    pattern: /(?:^|_)(?:ip_address|mac_address|url)$/,
  },
  {
    what: 'a postal address',
    pattern: /(?:^|_)(?:street(?:_name)?|address(?:es)?(?:_line)?(?:_?\d)?|house_(?:no|number))$/,
  },
  {
    what: 'a postcode',
    pattern: /(?:^|_)(?:zip(?:_?code)?(?:_?[59])?|post(?:al)?_?code)$/,
  },
  {
    what: 'a telephone number',
    pattern:
      /(?:(?:^|_)(?:phone|telephone|fax|cell_?phone)|^(?:tel|mobile|cell))(?:_(?:no|num|number))?$/,
  },
  {
    what: 'an account number',
    pattern:
      /(?:^|_)(?:(?:account|policy|insurance|beneficiary|subscriber|member)_(?:id|no|num|number)|iban)$/,
  },
  { what: 'a position', pattern: /(?:^|_)(?:latitude|longitude|gps)$/ },
  { what: 'a likeness', pattern: /(?:^|_)(?:photo|photograph|fingerprint)$/ },
]

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'

const valueRules: readonly ValueRule[] = [
  { what: 'an e-mail address', pattern: /[^\s@]@[^\s@]+\.[a-z]{2,}/i },
  { what: 'an internet address', pattern: /\bhttps?:\/\/|\bwww\./i },
  {
    what: 'a social security number',
    // Areas 000, 666 and 9xx, group 00 and serial 0000 were never given out.
    pattern: /(?<![\w-])(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])/,
  },
  {
    what: 'a telephone number',
    pattern:
      /(?<![\w.])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\w)|\+\d{1,3}[ .(-][\d ().-]{5,}\d(?!\w)|(?<!\w)\+\d{9,15}(?!\w)/,
  },
  {
    what: 'a full date, such as a date of birth',
    pattern: new RegExp(
      String.raw`(?<!\d)(?:(?:1[89]|20)\d{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])` +
        String.raw`|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:1[89]|20)\d{2}` +
        String.raw`|(?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|[12]\d|3[01])\/\d{2})(?!\d)` +
        String.raw`|(?<!\d)\d{1,2}\.?[ -]${month}\.?[ ,-]+(?:1[89]|20)\d{2}` +
        String.raw`|\b${month}\.? \d{1,2},? +(?:1[89]|20)\d{2}`,
      'i',
    ),
    // An identifier of a prediction often carries the day on which it was made.
    except: ['id'],
  },
  {
    what: 'a medical record number',
    pattern:
      /(?<![a-z])(?:mrn|medical[ _-]?record|nhs|patient[ _-]?(?:id|no|num|number))[\s_:#=.-]*(?:no|num|number|id)?[\s_:#=.-]*[a-z]{0,3}-?\d{3,}/i,
  },
  {
    what: 'labelled personal data',
    pattern: /(?<![a-z])(?:name|dob|born|birth ?date|ssn|tel|phone|e-?mail|address)\s*[:=#]\s*\S/i,
  },
  {
    what: 'the name of a person',
    // Capitals tell Dr House from DR, and Mr Smith from an MR angiography.
    pattern: /(?<!\p{L})(?:Mrs?|Ms|Miss|Mme|Dr|Prof|Herr|Frau|Señora?|Sig)\.? +\p{Lu}\p{L}/u,
  },
  { what: 'the name of a person', pattern: /(?<!\p{L})(?:mrs?|ms|dr|prof)\. *\p{L}{2}/iu },
  {
    what: 'a postcode',
    pattern: /(?<![\w-])\d{5}-\d{4}(?![\w-])/,
    except: ['id', 'patient'],
  },
]

/** Letters alone or digits alone: no rule can match, and most values are such. */
const plainWord = /^(?:[a-z]+|\d+)$/i
const pseudonym = /^[\w.:~=+/-]+$/
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What a field of this name would hold ("a date of birth"), or null where it seems harmless. */
export function identifierInName(name: string): string | null {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
  return nameRules.find((rule) => rule.pattern.test(snake))?.what ?? null
}

/** What a value looks like ("an e-mail address"), or null where it seems harmless. */
export function identifierInValue(value: string, place: Place): string | null {
  if (plainWord.test(value) || uuid.test(value)) return null
  const rule = valueRules.find((each) => !each.except?.includes(place) && each.pattern.test(value))
  if (rule !== undefined) return rule.what
  return place === 'patient' && !pseudonym.test(value) ? 'a name or another text in words' : null
}

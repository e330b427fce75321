import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { identifierInName, identifierInValue } from './direct-identifiers.ts'

describe('names of fields', () => {
  test.each([
    ['name', 'a name'],
    ['patientName', 'a name'],
    ['first_name', 'a name'],
    ['surname', 'a name'],
    ['MRN', 'a medical record number'],
    ['patient-id', 'a medical record number'],
    ['medical_record_number', 'a medical record number'],
    ['ssn', 'a national identity number'],
    ['dob', 'a date of birth'],
    ['birthDate', 'a date of birth'],
    ['patient_birth_date', 'a date of birth'],
    ['date_of_birth', 'a date of birth'],
    ['email', 'an e-mail address'],
    ['e-mail', 'an e-mail address'],
    ['home_address', 'a postal address'],
    ['address_line_1', 'a postal address'],
    ['zip', 'a postcode'],
    ['zipCode', 'a postcode'],
    ['zip5', 'a postcode'],
    ['postal_code', 'a postcode'],
    ['phone', 'a telephone number'],
    ['home_phone_number', 'a telephone number'],
    ['account_number', 'an account number'],
    ['ip_address', 'an internet address'],
    ['latitude', 'a position'],
  ])('%s would hold %s', (name, what) => expect(identifierInName(name)).toBe(what))

  test.each([
    'age',
    'sex',
    'ward_name_length',
    'drug_name',
    'hospital_days',
    'red_blood_cell',
    'zip3',
    'prior_phone_calls',
    'birth_weight',
    'year_of_birth',
    'insurance_type',
    'race',
    'creatinine',
    'los',
    'mobility',
    'relative_risk',
    'enamel',
    'address_changes',
    'num_procedures',
    'time_in_hospital',
    'payer_code',
    'medical_specialty',
  ])('%s is welcome', (name) => expect(identifierInName(name)).toBeNull())
})

describe('values', () => {
  test.each([
    ['jane.doe@example.org', 'an e-mail address'],
    ['123-45-6789', 'a social security number'],
    ['123 45 6789', 'a social security number'],
    ['555-123-4567', 'a telephone number'],
    ['(555) 123-4567', 'a telephone number'],
    ['+1 555 123 4567', 'a telephone number'],
    ['+49 30 1234567', 'a telephone number'],
    ['+442079460958', 'a telephone number'],
    ['1972-03-14', 'a full date, such as a date of birth'],
    ['1972-03-14T00:00:00Z', 'a full date, such as a date of birth'],
    ['03/14/1972', 'a full date, such as a date of birth'],
    ['3/14/72', 'a full date, such as a date of birth'],
    ['14.03.1972', 'a full date, such as a date of birth'],
    ['14 March 1972', 'a full date, such as a date of birth'],
    ['Mar 14, 1972', 'a full date, such as a date of birth'],
    ['MRN 00123456', 'a medical record number'],
    ['mrn:1234', 'a medical record number'],
    ['MRN12345', 'a medical record number'],
    ['Medical Record No. 123456', 'a medical record number'],
    ['patient id 4711', 'a medical record number'],
    ['DOB: 1972', 'labelled personal data'],
    ['Name=Jane', 'labelled personal data'],
    ['Mr. Smith', 'the name of a person'],
    ['Mrs Smith', 'the name of a person'],
    ['Dr. Ünal', 'the name of a person'],
    ['dr. house', 'the name of a person'],
    ['Frau Müller', 'the name of a person'],
    ['02139-4307', 'a postcode'],
    ['https://example.org/p/1', 'an internet address'],
  ])('%s looks like %s', (value, what) => {
    expect(identifierInValue(value, 'group')).toBe(what)
    expect(identifierInValue(value, 'feature')).toBe(what)
  })

  test.each([
    'female',
    '[70-80)',
    '65+',
    '>= 90',
    'Black, non-Hispanic',
    'MS, relapsing',
    'MR angiography',
    '250.83',
    'E11.9',
    'Emergency',
    'ward 7',
    '2024-2025',
    '1.2.10',
    '10-20',
    'North-West',
    'Medicare',
    '99',
    '2026-03',
    'drug: none',
    'Dr',
    'HbA1c > 8 %',
    '120/80',
    'Q1/2026',
  ])('%s is welcome as a group and as a feature', (value) => {
    expect(identifierInValue(value, 'group')).toBeNull()
    expect(identifierInValue(value, 'feature')).toBeNull()
  })
})

describe('pseudonyms and ids', () => {
  test.each([
    'subject-17',
    '0042',
    '123456789',
    '5551234567',
    'S-001-0042',
    '00123-0045',
    'aGVsbG8+d29ybGQ=',
    'p_9f8',
  ])('%s is a pseudonym', (value) => expect(identifierInValue(value, 'patient')).toBeNull())

  test('no UUID or hexadecimal digest is taken for anything else', () => {
    const taken: string[] = []
    for (let index = 0; index < 5000; index += 1) {
      const id = randomUUID()
      for (const place of ['id', 'patient', 'group'] as const) {
        for (const text of [id, id.replaceAll('-', '')]) {
          if (identifierInValue(text, place) !== null) taken.push(`${place} ${text}`)
        }
      }
    }
    expect(taken).toEqual([])
  })

  test.each(['Jane Doe', 'Doe, Jane', 'DOE^JANE', 'jane@example.org', '1972-03-14', 'MRN-0012345'])(
    '%s is none',
    (value) => expect(identifierInValue(value, 'patient')).not.toBeNull(),
  )

  test('the id of a prediction may carry its day, but no person', () => {
    expect(identifierInValue('enc-2026-03-14-0001', 'id')).toBeNull()
    expect(identifierInValue('mrn-0012345-1', 'id')).not.toBeNull()
  })

  test.each(['1', '1-', '(555) ', '+1 ', 'first', 'a@', 'Mr ', 'jan 1 ', 'mrn ', '12.'])(
    'long and hostile text of "%s" is judged in time that grows no faster than the text',
    (unit) => {
      const started = performance.now()
      identifierInValue(unit.repeat(5000), 'group')
      identifierInName(`${unit.repeat(5000)}!`)
      expect(performance.now() - started).toBeLessThan(500)
    },
  )
})

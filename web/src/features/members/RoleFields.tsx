import { MultiSelect, Select, TextInput } from '@mantine/core'
import { disciplines, roleTitles, roles } from '@primum/core/access/roles'
import type { Discipline, Role } from '@primum/core/access/roles'
import { label, t } from '../../lib/messages/messages.ts'

export type RoleValues = { roles: Role[]; discipline: Discipline | null; accessEndsOn: string }

type Props = {
  values: RoleValues
  errorOf: (name: keyof RoleValues | 'accessEndsAt') => string | undefined
  set: <Name extends keyof RoleValues>(name: Name, value: RoleValues[Name]) => void
}

/** What a member may do, in which discipline, and until when. */
export function RoleFields({ values, errorOf, set }: Props) {
  return (
    <>
      <MultiSelect
        label={t('settings.members.roles')}
        required
        data={roles.map((value) => ({ value, label: roleTitles[value] }))}
        value={values.roles}
        error={errorOf('roles')}
        onChange={(next) => set('roles', next as Role[])}
      />
      <Select
        label={t('settings.members.discipline')}
        description={t('settings.members.disciplineAbout')}
        clearable
        data={disciplines.map((value) => ({ value, label: label('discipline', value) }))}
        value={values.discipline}
        error={errorOf('discipline')}
        onChange={(next) => set('discipline', next as Discipline | null)}
      />
      <TextInput
        label={t('settings.members.accessEnds')}
        description={t('settings.members.accessEndsAbout')}
        type="date"
        value={values.accessEndsOn}
        error={errorOf('accessEndsAt')}
        onChange={(event) => set('accessEndsOn', event.currentTarget.value)}
      />
    </>
  )
}

/** A day as the moment it ends. */
export function endOfDay(day: string): string | null {
  return day === '' ? null : `${day}T23:59:59.000Z`
}

import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { roleTitles } from '@primum/core/access/roles'
import { useState } from 'react'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { SettingsFrame } from '../organizations/SettingsFrame.tsx'
import { AddMemberForm } from './AddMemberForm.tsx'
import { ChangeMemberForm } from './ChangeMemberForm.tsx'
import { membersQuery } from './queries.ts'
import type { Member } from './queries.ts'

export function MembersPage() {
  const query = useQuery(membersQuery)
  const refusal = useRefusal('members.manage')
  const [adding, { open, close }] = useDisclosure(false)
  const [changing, setChanging] = useState<Member | null>(null)
  return (
    <SettingsFrame
      title={t('settings.members.title')}
      purpose={t('settings.members.purpose')}
      actions={
        <ActionButton refusal={refusal} onClick={open}>
          {t('settings.members.add')}
        </ActionButton>
      }
    >
      <Loaded query={query} height={240}>
        {({ items }) => (
          <DataTable
            caption={t('settings.members.caption')}
            columns={columns(refusal, setChanging)}
            rows={items}
            keyOf={({ id }) => id}
          />
        )}
      </Loaded>
      <AddMemberForm opened={adding} onClose={close} />
      {changing === null ? null : (
        <ChangeMemberForm key={changing.id} member={changing} onClose={() => setChanging(null)} />
      )}
    </SettingsFrame>
  )
}

function columns(refusal: string | null, onChange: (member: Member) => void): Column<Member>[] {
  return [
    { id: 'name', header: t('settings.members.name'), cell: ({ name }) => <strong>{name}</strong> },
    { id: 'email', header: t('settings.members.email'), cell: ({ email }) => email },
    {
      id: 'roles',
      header: t('settings.members.roles'),
      cell: ({ roles }) => roles.map((role) => roleTitles[role]).join(', '),
    },
    {
      id: 'discipline',
      header: t('settings.members.discipline'),
      cell: ({ discipline }) => (discipline === null ? '–' : label('discipline', discipline)),
    },
    {
      id: 'ends',
      header: t('account.accessEnds'),
      cell: ({ accessEndsAt }) => (accessEndsAt === null ? '–' : formatDay(accessEndsAt)),
    },
    {
      id: 'change',
      header: t('settings.members.change'),
      cell: (member) => (
        <ActionButton
          size="compact-xs"
          variant="default"
          refusal={refusal}
          onClick={() => onChange(member)}
          aria-label={t('settings.members.changeWho', { name: member.name })}
        >
          {t('settings.members.change')}
        </ActionButton>
      ),
    },
  ]
}

import { Anchor } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { changeMember, removeMember } from './queries.ts'
import type { Member } from './queries.ts'
import { ResetAccessForm } from './ResetAccessForm.tsx'
import { RoleFields, endOfDay } from './RoleFields.tsx'
import type { RoleValues } from './RoleFields.tsx'

export function ChangeMemberForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const [removing, { open, close }] = useDisclosure(false)
  const [resetting, { open: reset }] = useDisclosure(false)
  const initial: RoleValues = {
    roles: member.roles,
    discipline: member.discipline,
    accessEndsOn: member.accessEndsAt?.slice(0, 10) ?? '',
  }
  const form = useForm(initial, async ({ accessEndsOn, ...values }) => {
    await changeMember(member.id, { ...values, accessEndsAt: endOfDay(accessEndsOn) })
    notifyDone(t('settings.members.changed', { name: member.name }))
    onClose()
  })
  if (resetting) return <ResetAccessForm member={member} onClose={onClose} />
  return (
    <>
      <FormDialog
        opened={!removing}
        onClose={onClose}
        title={t('settings.members.changeWho', { name: member.name })}
        submit={t('common.save')}
        form={form}
      >
        <RoleFields values={form.values} errorOf={form.errorOf as never} set={form.set} />
        <Anchor component="button" type="button" ta="left" onClick={reset}>
          {t('settings.members.reset')}
        </Anchor>
        <Anchor component="button" type="button" ta="left" onClick={open}>
          {t('settings.members.remove')}
        </Anchor>
      </FormDialog>
      <ReasonDialog
        opened={removing}
        onClose={close}
        title={`${t('settings.members.remove')}: ${member.name}`}
        consequence={t('settings.members.removeText')}
        confirm={t('settings.members.remove')}
        withReason={false}
        act={async () => {
          await removeMember(member.id)
          notifyDone(t('settings.members.removed', { name: member.name }))
          onClose()
        }}
      />
    </>
  )
}

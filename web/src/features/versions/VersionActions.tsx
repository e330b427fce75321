import { Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { SignDialog } from '../../ui/SignDialog.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { aliasesQuery, promote } from './alias-queries.ts'
import { approveVersion, withdrawVersion } from './queries.ts'
import type { VersionDetail } from './queries.ts'

/** Approve, promote, withdraw: each says what will happen, to whose care, and how to undo it. */
export function VersionActions({ version }: { version: VersionDetail }) {
  return (
    <Group gap="sm">
      <GoButton variant="default" to={paths.modelCard(version.aiSystemId, version.id)}>
        {t('card.open')}
      </GoButton>
      <WithdrawAction version={version} />
      <ApproveAction version={version} />
      <PromoteAction version={version} />
    </Group>
  )
}

function withdrawnRefusal(version: VersionDetail): string | null {
  return version.withdrawnAt === null ? null : t('version.isWithdrawn')
}

function ApproveAction({ version }: { version: VersionDetail }) {
  const system = useAiSystem()
  const [opened, { open, close }] = useDisclosure(false)
  const refusal = useRefusal('aliases.approve') ?? withdrawnRefusal(version)
  return (
    <>
      <ActionButton variant="default" refusal={refusal} onClick={open}>
        {t('version.approve')}
      </ActionButton>
      <SignDialog
        opened={opened}
        onClose={close}
        title={t('version.approveTitle', { label: version.label })}
        meaning={t('version.approveMeaning', { label: version.label, name: system.name })}
        aiSystemId={system.id}
        sign={async (signature) => {
          await approveVersion(version.id, signature)
          notifyDone(t('version.approved'))
        }}
      />
    </>
  )
}

function PromoteAction({ version }: { version: VersionDetail }) {
  const system = useAiSystem()
  const [opened, { open, close }] = useDisclosure(false)
  const { data } = useQuery(aliasesQuery(system.id))
  const stable = data?.items.find(({ alias }) => alias === 'stable')
  const already = stable?.version?.id === version.id ? t('version.isStable') : null
  const refusal = useRefusal('aliases.move') ?? withdrawnRefusal(version) ?? already
  const instead =
    stable?.version == null
      ? t('version.promoteFirst')
      : t('version.promoteInstead', { label: stable.version.label })
  return (
    <>
      <ActionButton refusal={refusal} onClick={open}>
        {t('version.promote')}
      </ActionButton>
      <ReasonDialog
        opened={opened}
        onClose={close}
        title={t('version.promoteTitle', { label: version.label })}
        consequence={t('version.promoteText', { name: system.name, label: version.label, instead })}
        confirm={t('version.promoteConfirm')}
        aiSystemId={system.id}
        act={async (reason) => {
          await promote(system.id, version.id, stable?.sequence ?? 0, reason)
          notifyDone(t('version.promoted', { label: version.label }))
        }}
      />
    </>
  )
}

function WithdrawAction({ version }: { version: VersionDetail }) {
  const [opened, { open, close }] = useDisclosure(false)
  const refusal = useRefusal('versions.withdraw') ?? withdrawnRefusal(version)
  return (
    <>
      <ActionButton variant="default" refusal={refusal} onClick={open}>
        {t('version.withdraw')}
      </ActionButton>
      <ReasonDialog
        opened={opened}
        onClose={close}
        title={t('version.withdrawTitle', { label: version.label })}
        consequence={t('version.withdrawText')}
        confirm={t('version.withdraw')}
        act={async (reason) => {
          await withdrawVersion(version.id, reason)
          notifyDone(t('version.withdrawnDone', { label: version.label }))
        }}
      />
    </>
  )
}

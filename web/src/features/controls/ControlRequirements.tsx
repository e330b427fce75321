import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { RequirementCell } from '../frameworks/RequirementCell.tsx'
import classes from './controls.module.css'
import { unmapRequirement } from './queries.ts'
import type { Control } from './queries.ts'
import { RequirementForm } from './RequirementForm.tsx'

type Mapped = Control['requirements'][number]
/** Which dialog is open, about the control as it was then; `mapped` null says it of a new one. */
type Asked = { act: 'say' | 'take-back'; control: Control; mapped: Mapped | null }

/** What it is for, as the organization says: how much of each requirement it meets, and why. */
export function ControlRequirements({ control }: { control: Control }) {
  const refusal = useRefusal('controls.manage')
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const open = control.retiredAt === null
  const columns: Column<Mapped>[] = [
    {
      id: 'requirement',
      header: t('control.requirement'),
      cell: ({ requirementId, title }) => (
        <RequirementCell id={requirementId} title={title ?? t('control.unknownRequirement')} />
      ),
    },
    { id: 'reach', header: t('control.reach'), cell: ({ reach }) => label('reach', reach) },
    {
      id: 'rationale',
      header: t('control.rationale'),
      cell: ({ rationale, lookAgain }) => (
        <div className={classes['wide']}>
          {rationale}
          {lookAgain === null ? null : <LookAgain because={lookAgain} />}
        </div>
      ),
    },
    ...(open && refusal === null
      ? [
          {
            id: 'actions',
            header: t('control.actions'),
            cell: (mapped: Mapped) => (
              <Group gap="xs" wrap="nowrap">
                {(['say', 'take-back'] as const).map((act) => (
                  <Button
                    key={act}
                    variant="default"
                    size="xs"
                    aria-label={t(`control.${act}About`, { requirement: mapped.requirementId })}
                    onClick={() => setAsked({ act, control, mapped })}
                  >
                    {t(`control.${act}`)}
                  </Button>
                ))}
              </Group>
            ),
          },
        ]
      : []),
  ]
  return (
    <Panel
      title={t('controls.requirements')}
      about={t('control.requirementsAbout')}
      action={
        open ? (
          <ActionButton
            variant="default"
            refusal={refusal}
            onClick={() => setAsked({ act: 'say', control, mapped: null })}
          >
            {t('control.addRequirement')}
          </ActionButton>
        ) : null
      }
    >
      {control.requirements.length === 0 ? (
        <EmptyNote title={t('control.noRequirementTitle')} text={t('control.noRequirementText')} />
      ) : (
        <DataTable
          caption={t('control.requirementsCaption')}
          columns={columns}
          rows={control.requirements}
          keyOf={({ requirementId }) => requirementId}
        />
      )}
      {asked?.act === 'say' ? (
        <RequirementForm control={asked.control} mapped={asked.mapped} onClose={close} />
      ) : null}
      {asked?.act === 'take-back' && asked.mapped !== null ? (
        <TakeBack control={asked.control} mapped={asked.mapped} onClose={close} />
      ) : null}
    </Panel>
  )
}

function LookAgain({ because }: { because: string }) {
  return (
    <Text size="sm" mt={4}>
      <Tag tone="warning">{t('control.lookAgain')}</Tag> {because}. {t('control.lookAgainAbout')}
    </Text>
  )
}

type Props = { control: Control; mapped: Mapped; onClose: () => void }

function TakeBack({ control, mapped: { requirementId, title }, onClose }: Props) {
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('control.takeBackTitle', { requirement: requirementId })}
      consequence={t('control.takeBackAbout', {
        reference: control.reference,
        requirement: `${requirementId} ${title ?? ''}`.trim(),
      })}
      confirm={t('control.take-back')}
      withReason={false}
      reasonNeeded={false}
      act={async () => {
        await unmapRequirement(control, requirementId)
        notifyDone(t('control.takenBack', { requirement: requirementId }))
      }}
    />
  )
}

import { List, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { plural, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { asProblem, useForm } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { touchedCounts } from './change-groups.ts'
import { takeRelease } from './queries.ts'
import type { Release } from './queries.ts'

type Props = {
  release: Release
  /** what was written before, where something else waits by then */
  reason: string
  onOther: (reason: string) => void
}

/** Takes the release that was looked at, and no other: where something else waits by then, says so. */
export function TakeReleaseAction({ release, reason: written, onOther }: Props) {
  const refusal = useRefusal('content-packs.manage')
  // The release as it was when the dialog was opened: its digest says what was looked at.
  const [looked, setLooked] = useState<Release | null>(null)
  const form = useForm({ reason: written }, async ({ reason }, reset) => {
    if (looked === null) return
    const { id, to } = looked
    try {
      await takeRelease(looked, { digest: to.digest, reason: reason.trim() })
    } catch (error) {
      if (!asProblem(error).reasons.some(({ code }) => code === 'release-changed')) throw error
      setLooked(null)
      onOther(reason)
      return
    }
    notifyDone(t('contentRelease.takeDone', { id, release: to.release }))
    reset({ reason: '' })
    setLooked(null)
  })
  const begin = () => {
    form.reset(form.values)
    setLooked(release)
  }
  return (
    <>
      <ActionButton refusal={refusal} onClick={begin}>
        {t('contentRelease.take')}
      </ActionButton>
      {looked === null ? null : (
        <FormDialog
          opened
          onClose={() => setLooked(null)}
          title={t('contentRelease.takeTitle', { id: looked.id, release: looked.to.release })}
          submit={t('contentRelease.take')}
          form={form}
        >
          <Consequence release={looked} />
          <Textarea
            label={t('common.reason')}
            description={t('contentRelease.reasonAbout')}
            required
            autosize
            minRows={2}
            value={form.values.reason}
            error={form.errorOf('reason')}
            onChange={(event) => form.set('reason', event.currentTarget.value)}
          />
        </FormDialog>
      )}
    </>
  )
}

const reopened = ['controls', 'duties', 'adoptedMappings'] as const

/** In plain words what happens: what counts from then on, and what has to be looked at again. */
function Consequence({ release: { id, from, to, touched } }: { release: Release }) {
  const counts = touchedCounts(touched)
  const lines = reopened.flatMap((kind) => {
    const count = counts.find((each) => each.kind === kind)?.count ?? 0
    const [one, other] = [
      `contentRelease.reopens.${kind}.one`,
      `contentRelease.reopens.${kind}.other`,
    ] as const
    return count === 0 ? [] : [plural(count, one, other)]
  })
  return (
    <Stack gap="xs">
      <Text>
        {from === null
          ? t('contentRelease.takeCountsNew', { id, release: to.release })
          : t('contentRelease.takeCounts', { id, release: to.release, from: from.release })}
      </Text>
      {lines.length === 0 ? (
        <Text>{t('contentRelease.takeReopensNothing')}</Text>
      ) : (
        <>
          <Text>{t('contentRelease.takeReopens')}</Text>
          <List size="sm" spacing={4}>
            {lines.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
        </>
      )}
      <Text size="sm" c="dimmed">
        {t('contentRelease.takeStays')}
      </Text>
    </Stack>
  )
}
